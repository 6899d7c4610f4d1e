package org.proofmark.controller.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.proofmark.controller.enrolment.Authority;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.IncomingRecord;
import org.proofmark.controller.store.SqlStore;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class BackupTest {
    private static final RigId RIG = new RigId("rig-1");
    private static final CampaignId CAMPAIGN = new CampaignId("c");
    private static final Attempt ATTEMPT = new Attempt(new RunId("c-collect-1"), 1);

    private Scratch scratch;
    private Path state;
    private Store store;
    private BlobStore blobs;

    @BeforeMethod
    void make() throws Exception {
        scratch = new Scratch();
        state = Files.createDirectory(path("state"));
        Authority.open(state, InstantSource.system());
        blobs = new BlobStore(state.resolve("blobs"), Secrets.open(state).blobKey());
        store = SqlStore.open(state.resolve("controller.db"));
        begin();
    }

    private void begin() {
        store.campaigns()
                .addCampaign(
                        CAMPAIGN,
                        new CampaignRow.Order(
                                "r",
                                "d",
                                "p",
                                "f",
                                Digest.of(new byte[1]),
                                "s",
                                Digest.of(new byte[1]),
                                true,
                                Preset.QUICK,
                                0,
                                new byte[0]),
                        List.of(
                                new UnitRow(
                                        new UnitId("u"),
                                        new SlotId(RIG, new SlotName("a")),
                                        "",
                                        new byte[0])),
                        Instant.EPOCH);
        store.campaigns().takeSlots(CAMPAIGN, Instant.EPOCH, Duration.ofMinutes(20));
        store.campaigns().startAttempt(ATTEMPT, Instant.EPOCH);
    }

    @AfterMethod(alwaysRun = true)
    void remove() {
        store.close();
        scratch.close();
    }

    private Path path(String name) {
        return scratch.path().resolve(name);
    }

    private long backUp(Path to) throws IOException {
        return new Backup(state, "test", InstantSource.system()).write(to, Optional.empty());
    }

    private void keep(long sequence) throws IOException {
        var content = ("evidence " + sequence).repeat(200).getBytes(StandardCharsets.UTF_8);
        // as a rig does: the blob is whole before the record that names it is sent
        var digest = blobs.put(content);
        var what = new What.Kept(new EvidenceRef(digest, "e", "text/plain", content.length));
        store.records()
                .append(
                        List.of(
                                new IncomingRecord(
                                        RIG,
                                        new RunRecord(
                                                ATTEMPT, sequence, Instant.EPOCH, sequence, what),
                                        List.of())),
                        Instant.EPOCH);
    }

    @Test
    public void whatWasAcknowledgedBeforeABackupIsInItWithItsEvidence() throws Exception {
        var acknowledged = new AtomicLong();
        var over = new AtomicBoolean();
        try (var threads = Executors.newSingleThreadExecutor()) {
            var writing =
                    threads.submit(() -> {
                        for (long sequence = 1; !over.get(); sequence++) {
                            keep(sequence);
                            acknowledged.set(sequence);
                        }
                        return null;
                    });
            try {
                for (var round = 0; round < 6; round++) {
                    var before = acknowledged.get();
                    backUp(path("b" + round));
                    Restore.read(path("b" + round), path("r" + round));
                    assertWhole(path("r" + round), before);
                    // and the next one has something more to hold
                    while (acknowledged.get() == before && !writing.isDone()) {
                        Thread.onSpinWait();
                    }
                }
            } finally {
                over.set(true);
            }
            writing.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    public void uploadsThatComeAndGoDoNotDisturbABackup() throws Exception {
        var over = new AtomicBoolean();
        var folder = Files.createDirectories(state.resolve("blobs/aa"));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var coming =
                    threads.submit(() -> {
                        while (!over.get()) {
                            for (var i = 0; i < 50; i++) {
                                Files.writeString(folder.resolve("aa" + i + ".part"), "half");
                            }
                            for (var i = 0; i < 50; i++) {
                                Files.delete(folder.resolve("aa" + i + ".part"));
                            }
                        }
                        return null;
                    });
            try {
                for (var round = 0; round < 30; round++) {
                    backUp(path("b" + round));
                }
            } finally {
                over.set(true);
            }
            coming.get(60, TimeUnit.SECONDS);
        }
    }

    private static void assertWhole(Path folder, long atLeast) throws IOException {
        var copies = new BlobStore(folder.resolve("blobs"), Secrets.open(folder).blobKey());
        try (var copy = SqlStore.open(folder.resolve("controller.db"))) {
            var records = copy.records().records(ATTEMPT.run());
            assertThat((long) records.size()).isGreaterThanOrEqualTo(atLeast);
            for (var i = 0; i < records.size(); i++) {
                assertThat(records.get(i).record().sequence()).isEqualTo(i + 1);
            }
            var attempt = copy.campaigns().run(ATTEMPT.run()).orElseThrow().attempts().getFirst();
            assertThat(attempt.lastSequence()).isEqualTo(records.size());
            for (var hex : copy.records().evidenceNamed(CAMPAIGN)) {
                assertThat(Digest.of(copies.bytes(new Digest(hex))).hex()).isEqualTo(hex);
            }
        }
    }

    @Test
    public void nobodyElseCanReadABackupOrWhatIsRestoredFromIt() throws Exception {
        backUp(path("b"));
        Restore.read(path("b"), path("r"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path("b"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path("r"))))
                .isEqualTo("rwx------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(path("r/keys/store.key"))))
                .isEqualTo("rw-------");
        assertThat(names(scratch.path())).containsExactlyInAnyOrder("state", "b", "r");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    public void aBackupThatWasChangedAnywhereRestoresTheSameOrNothing() throws Exception {
        keep(1);
        backUp(path("b"));
        var good = Files.readAllBytes(path("b"));
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < 40; i++) {
            var bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            refused += restoresTheSame(bad, i, seed) ? 0 : 1;
        }
        for (var i = 40; i < 50; i++) {
            var cut = java.util.Arrays.copyOf(good, random.nextInt(good.length));
            assertThat(restoresTheSame(cut, i, seed)).as("seed %d, cut %d", seed, i).isFalse();
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(20);
        assertThat(names(scratch.path())).noneMatch(n -> n.startsWith("."));
    }

    @Test
    public void aManifestWithoutAValueIsRefused() {
        var good =
                "{\"format\":\"proofmark-backup/1\",\"version\":\"1\",\"createTime\":\"t\",\"entries\":"
                        + "[{\"name\":\"ca.pem\",\"bytes\":1,\"sha256\":\"00\"}]}";
        assertThatCode(() -> Manifest.parse(good.getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
        for (var key : List.of("format", "createTime", "entries", "name", "sha256")) {
            var bad = good.replace("\"" + key + "\"", "\"x" + key.substring(1) + "\"");
            assertThatThrownBy(() -> Manifest.parse(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(key)
                    .isInstanceOf(BackupRefused.class);
        }
    }

    private boolean restoresTheSame(byte[] archive, int number, long seed) throws IOException {
        var file = Files.write(path("x" + number), archive);
        var to = path("y" + number);
        try {
            Restore.read(file, to);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining(file.toString());
            assertThat(to).as("seed %d, try %d", seed, number).doesNotExist();
            return false;
        }
        // a bit that no reader looks at, such as a time in the archive's directory
        assertWhole(to, 1);
        return true;
    }

    @Test
    public void whatIsNoBackupIsRefused() throws Exception {
        var text = Files.writeString(path("text"), "no archive");
        assertRefused(text, "no backup, or damaged");
        assertRefused(path("missing"), "is not there");
        assertRefused(zip("foreign", "README", "x"), "has no manifest");
        assertRefused(zip("other", Manifest.NAME, emptyOf("theirs/1")), "its format is 'theirs/1'");
        assertRefused(zip("broken", Manifest.NAME, "[1"), "cannot be read");
        assertRefused(
                zip(
                        "escaping",
                        Manifest.NAME,
                        "{\"format\":\"proofmark-backup/1\",\"version\":\"1\",\"createTime\":\"\","
                                + "\"entries\":[{\"name\":\"keys/../../x.pem\",\"bytes\":1,"
                                + "\"sha256\":\"\"}]}"),
                "keys/../../x.pem");
    }

    private static String emptyOf(String format) {
        return "{\"format\":\""
                + format
                + "\",\"version\":\"\",\"createTime\":\"\",\"entries\":[]}";
    }

    private Path zip(String name, String entry, String content) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(path(name)))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return path(name);
    }

    private void assertRefused(Path file, String says) {
        assertThatThrownBy(() -> Restore.read(file, path("r")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(says);
        assertThat(path("r")).doesNotExist();
    }

    @Test
    public void aFolderThatHoldsSomethingIsLeftAlone() throws Exception {
        backUp(path("b"));
        Files.createDirectory(path("r"));
        Files.writeString(path("r/precious"), "x");
        assertThatThrownBy(() -> Restore.read(path("b"), path("r")))
                .hasMessageContaining("is not empty");
        assertThat(names(path("r"))).containsExactly("precious");
        Files.delete(path("r/precious"));
        Restore.read(path("b"), path("r"));
        assertWhole(path("r"), 0);
    }

    @Test
    public void recordsOfANewerProofmarkAreRefused() throws Exception {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + state.resolve("controller.db"));
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO flyway_schema_history SELECT 100, '99', 'later', 'SQL',"
                            + " 'V99__later.sql', 1, 'x', '2030-01-01 00:00:00.000', 1, 1");
        }
        backUp(path("b"));
        assertRefused(path("b"), "newer Proofmark");
    }

    @Test
    public void aFileThatIsThereIsNotOverwritten() throws Exception {
        Files.writeString(path("b"), "precious");
        assertThatThrownBy(() -> backUp(path("b"))).hasMessageContaining("is there already");
        assertThat(path("b")).hasContent("precious");
    }

    @Test
    public void whatIsNoStateFolderIsRefused() throws Exception {
        Files.createDirectory(path("other"));
        assertThatThrownBy(() ->
                        new Backup(path("other"), "test", InstantSource.system())
                                .write(path("b"), Optional.empty()))
                .hasMessageContaining("no controller's state folder");
        assertThat(names(path("other"))).isEmpty();
    }

    @Test
    public void aDatabaseElsewhereIsBackedUpByItsDump() throws Exception {
        Files.writeString(state.resolve("database.json"), "{\"url\":\"postgresql://u@h:5432/d\"}");
        assertThatThrownBy(() -> backUp(path("b")))
                .hasMessageContaining("pg_dump")
                .hasMessageContaining("--database-dump");
        var dump = Files.writeString(path("dump"), "what pg_dump wrote");
        new Backup(state, "test", InstantSource.system()).write(path("b"), Optional.of(dump));
        Restore.read(path("b"), path("r"));
        assertThat(Restore.hasDump(path("r"))).isTrue();
        assertThat(path("r/database.dump")).hasContent("what pg_dump wrote");
        assertThat(path("r/controller.db")).doesNotExist();
    }

    @Test
    public void aDiskThatIsFullLeavesNoFileAndSaysSo() throws Exception {
        var bytes = new byte[2 << 20];
        new Random(1).nextBytes(bytes);
        blobs.put(bytes);
        // a limit on files is what a test can set; a full disk fails the same writes
        var child = child("ulimit -f 1024; exec \"$@\"", path("b"), 1);
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isEqualTo(7);
        assertThat(said).contains("no backup");
        assertThat(names(scratch.path())).containsExactly("state");
    }

    @Test
    public void aBackupThatIsKilledLeavesNoHalfFile() throws Exception {
        for (var sequence = 1; sequence <= 20; sequence++) {
            keep(sequence);
        }
        var child = child("exec \"$@\"", path("b"), 1_000_000);
        try (var said = child.inputReader(StandardCharsets.UTF_8)) {
            for (var i = 0; i < 3; i++) {
                assertThat(said.readLine()).startsWith("written");
            }
            // in the middle of the next
            child.destroyForcibly();
        } finally {
            child.destroyForcibly().waitFor();
        }
        var whole =
                names(scratch.path()).stream().filter(n -> n.startsWith("b-")).sorted().toList();
        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
        Restore.read(path(whole.getLast()), path("last"));
        assertWhole(path("last"), 20);
        // what the killed one left aside is in nobody's way
        backUp(path("b-" + whole.size()));
        assertThat(names(scratch.path()))
                .doesNotContain(".b-" + whole.size() + ".part", ".b-" + whole.size() + ".db.part");
    }

    private Process child(String shell, Path file, int times) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        shell,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        state.toString(),
                        file.toString(),
                        Integer.toString(times))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Makes backups until it is killed.
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            var backup = new Backup(Path.of(args[0]), "test", InstantSource.system());
            var times = Integer.parseInt(args[2]);
            try {
                for (var i = 0; i < times; i++) {
                    backup.write(Path.of(args[1] + (times == 1 ? "" : "-" + i)), Optional.empty());
                    System.out.println("written " + i);
                }
            } catch (IOException e) {
                System.out.println("no backup: " + e.getMessage());
                System.exit(7);
            }
        }
    }
}
