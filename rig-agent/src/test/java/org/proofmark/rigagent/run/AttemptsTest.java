package org.proofmark.rigagent.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.wiring.NetworkDriver;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SlotNetwork;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.rig.v1.Phase;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.proto.update.v1.Release;
import org.proofmark.proto.update.v1.ReleaseFile;
import org.proofmark.rigagent.config.RigFile;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.proofmark.rigagent.journal.DiskGuard;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.journal.Spool;
import org.proofmark.rigagent.site.SlotServices;
import org.proofmark.rigagent.slot.Slot;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.SkipTicker;
import org.proofmark.rigagent.testing.TestCa;
import org.proofmark.seal.SealedBox;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// Attempts without a controller: time is moved by hand, suites are real processes.
public class AttemptsTest {
    private static final SlotName SLOT = new SlotName("a");
    private static final byte[] BLOB = "blob".getBytes(StandardCharsets.UTF_8);

    private Path folder;
    private SkipTicker ticker;
    private AtomicLong free;
    private Device device;
    private @Nullable SlotServices services;
    private Spool spool;
    private Journal journal;
    private Slot slot;
    private java.security.KeyPair rigKeys;
    private @Nullable Attempts attempts;

    /// A device with power and a network.
    private static final class Device implements Wiring, PowerDriver, NetworkDriver, WiringKind {
        private volatile boolean on;
        private volatile String crash = "";
        private volatile Link link = new Link(true, 4);
        private volatile List<String> inside = List.of();
        private volatile boolean changesWhenOn;

        @Override
        public Link link() {
            return link;
        }

        @Override
        public Optional<SlotNetwork> slotNetwork() {
            var words = inside;
            return Optional.of(
                    new SlotNetwork() {
                        @Override
                        public String address() {
                            return "127.8.8.9";
                        }

                        @Override
                        public List<String> inside() {
                            return words;
                        }
                    });
        }

        @Override
        public Optional<String> crashed() {
            return on && !crash.isEmpty() ? Optional.of(crash) : Optional.empty();
        }

        @Override
        public void on() {
            on = true;
            if (changesWhenOn) {
                link = new Link(true, link.changes() + 2);
            }
        }

        @Override
        public void off(Duration limit) {
            on = false;
        }

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public String address() {
            return "127.8.8.8";
        }

        @Override
        public Set<Integer> openTcpPorts() {
            return on ? Set.of(80, 443) : Set.of(443);
        }

        @Override
        public Optional<PowerDriver> power() {
            return Optional.of(this);
        }

        @Override
        public Map<String, org.proofmark.bench.wiring.ButtonDriver> buttons() {
            return Map.of("reset", level -> {});
        }

        @Override
        public Optional<NetworkDriver> network() {
            return Optional.of(this);
        }

        @Override
        public void close() {
            on = false;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public String settingsSchema() {
            return "{}";
        }

        @Override
        public Wiring open(SlotSite site, Map<String, Object> settings) {
            return this;
        }
    }

    @BeforeMethod
    public void setUp() throws IOException {
        folder = Folders.scratch("attempts");
        ticker = new SkipTicker();
        free = new AtomicLong(1L << 30);
        device = new Device();
        rigKeys = TestCa.newKeys();
        spool = Spool.open(folder.resolve("spool"));
        journal = Journal.open(folder.resolve("journal"), ticker, InstantSource.system());
        slot =
                Slot.open(
                        "rig.yaml",
                        new RigFile.SlotEntry(
                                SLOT,
                                Optional.empty(),
                                "",
                                List.of(new RigFile.WiringEntry(device, Map.of(), 1)),
                                1),
                        new SlotSite(
                                new SlotId(new RigId("rig-1"), SLOT),
                                0,
                                folder,
                                folder,
                                new SlotSite.RigServices("", "", folder),
                                ticker),
                        journal);
        services =
                SlotServices.start(
                        InetAddress.ofLiteral("127.0.0.1"),
                        folder,
                        InstantSource.system(),
                        Ticker.system());
        attempts = takeOver();
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() throws IOException {
        attempts().close();
        services().close();
        slot.close();
        journal.close();
        Folders.remove(folder);
    }

    private Attempts attempts() {
        if (attempts == null) {
            throw new IllegalStateException("not set up");
        }
        return attempts;
    }

    private SlotServices services() {
        if (services == null) {
            throw new IllegalStateException("not set up");
        }
        return services;
    }

    private Attempts takeOver() throws IOException {
        var sealing = new Sealing(rigKeys.getPrivate());
        sealing.useControllerKey(TestCa.newKeys().getPublic().getEncoded());
        var classPath =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .map(Path::of)
                        .map(Path::toAbsolutePath)
                        .toList();
        return Attempts.takeOver(
                new AttemptParts(
                        journal,
                        spool,
                        new DiskGuard(folder, free::get, 1L << 20),
                        sealing,
                        new SuiteRuntime(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                classPath,
                                Optional.empty()),
                        folder,
                        Map.of("writer", folder.resolve("writer")),
                        _ -> services(),
                        new SecretKeySpec(new byte[32], "HmacSHA256"),
                        ticker,
                        InstantSource.system()),
                List.of(slot),
                (digest, offset, to) -> to.write(BLOB));
    }

    private static RunOrder.Builder order(String suite) {
        return RunOrder.newBuilder()
                .setRunId("run-1")
                .setAttempt(1)
                .setSlot("a")
                .setUnitId("u1")
                .setPhase(Phase.PHASE_COLLECT)
                .setSuite(suite)
                .setSuiteDigest(Digest.of(BLOB).hex())
                .setProfileDigest(Digest.of(BLOB).hex())
                .setLease(com.google.protobuf.Duration.newBuilder().setSeconds(900));
    }

    private AttemptSpool begin(RunOrder.Builder order) {
        assertThat(attempts().accept(order.build())).isEqualTo(Attempts.Reply.YES);
        return spool.find(new Attempt(new RunId("run-1"), 1)).orElseThrow();
    }

    /// Records up to the first that fits.
    private static void await(AttemptSpool of, java.util.function.Predicate<RunRecord> fits)
            throws Exception {
        var next = of.await(1);
        while (next.isPresent()) {
            if (fits.test(RunRecord.parseFrom(next.get().bytes()))) {
                return;
            }
            next = of.await(next.get().sequence() + 1);
        }
        throw new AssertionError("the attempt ended without it");
    }

    private static List<RunRecord> all(AttemptSpool of) throws InvalidProtocolBufferException {
        var records = new java.util.ArrayList<RunRecord>();
        for (var bytes : of.unacknowledged()) {
            records.add(RunRecord.parseFrom(bytes));
        }
        return records;
    }

    private static List<String> faults(AttemptSpool of) throws InvalidProtocolBufferException {
        return all(of).stream()
                .filter(RunRecord::hasFault)
                .map(r -> r.getFault().getCode())
                .toList();
    }

    @Test
    public void aLeaseThatRunsOutEndsTheAttemptWithTheSlotOff() throws Exception {
        var records = begin(order("power-on-and-hang"));
        await(records, r -> r.getProgress().equals("hanging"));
        assertThat(device.on).isTrue();
        ticker.skip(Duration.ofSeconds(850));
        attempts().tick(false);
        attempts().renew(new Attempt(new RunId("run-1"), 1), Duration.ofMinutes(15));
        ticker.skip(Duration.ofSeconds(850));
        attempts().tick(false);
        assertThat(faults(records)).isEmpty();
        ticker.skip(Duration.ofSeconds(51));
        attempts().tick(false);
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("lease-expired");
        assertThat(device.on).isFalse();
    }

    @Test
    public void aSuiteThatHangsIsEndedAtTheRunsLimit() throws Exception {
        var records =
                begin(
                        order("hang")
                                .setTimeLimit(
                                        com.google.protobuf.Duration.newBuilder().setSeconds(600)));
        await(records, r -> r.getProgress().equals("hanging"));
        ticker.skip(Duration.ofSeconds(601));
        attempts().tick(true);
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("suite-hung");
        assertThat(all(records).getLast().getEnded().getCompleted()).isFalse();
    }

    @Test
    public void aCableThatIsOutBreaksTheAttempt() throws Exception {
        var records = begin(order("power-on-and-hang"));
        await(records, r -> r.getProgress().equals("hanging"));
        attempts().tick(true);
        assertThat(faults(records)).isEmpty();
        device.link = new NetworkDriver.Link(false, 5);
        attempts().tick(true);
        await(records, RunRecord::hasFault);
        ticker.skip(RunningAttempt.FAULT_GRACE.plusSeconds(1));
        attempts().tick(true);
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("network-cut");
        assertThat(all(records).getLast().getEnded().getCompleted()).isFalse();
    }

    @Test
    public void aCableThatWasOutBetweenTwoLooksBreaksTheAttemptAtItsEnd() throws Exception {
        // nobody looks while the suite runs: only the count of changes tells
        device.changesWhenOn = true;
        var records = begin(order("network").setSealedInputs(label()));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("network-cut");
        assertThat(all(records).stream().filter(RunRecord::hasFault).findFirst().orElseThrow())
                .extracting(r -> r.getFault().getWhat())
                .asString()
                .contains("was out during the attempt");
        assertThat(all(records).getLast().getEnded().getCompleted()).isFalse();
    }

    @Test
    public void noAttemptBeginsWhileTheCableIsOut() throws Exception {
        device.link = new NetworkDriver.Link(false, 5);
        var records = begin(order("network"));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("network-cut");
        assertThat(device.on).isFalse();
    }

    @Test
    public void theSuiteRunsAtTheSlotsEndOfItsNetwork() throws Exception {
        var mark = folder.resolve("was-inside");
        device.inside = List.of("/bin/sh", "-c", "echo \"$$\" >" + mark + "; exec \"$@\"", "sh");
        var records = begin(order("power-on-and-hang"));
        await(records, r -> r.getProgress().equals("hanging"));
        long suite = Long.parseLong(java.nio.file.Files.readString(mark).strip());
        assertThat(ProcessHandle.of(suite)).isPresent();
        attempts().close();
        await(records, RunRecord::hasEnded);
        ProcessHandle.of(suite).ifPresent(left -> left.onExit().join());
    }

    @Test
    public void aDeviceThatEndsByItselfBreaksTheAttemptWithItsOwnWords() throws Exception {
        var records = begin(order("power-on-and-hang"));
        await(records, r -> r.getProgress().equals("hanging"));
        attempts().tick(true);
        assertThat(faults(records)).isEmpty();
        device.crash = "the device's process ended by itself with status 3; its last output: bye";
        attempts().tick(true);
        await(records, RunRecord::hasFault);
        ticker.skip(RunningAttempt.FAULT_GRACE.plusSeconds(1));
        attempts().tick(true);
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("device-exited");
        assertThat(all(records).stream().filter(RunRecord::hasFault).findFirst().orElseThrow())
                .extracting(r -> r.getFault().getWhat())
                .isEqualTo(device.crash);
    }

    @Test
    public void whatFollowsFromADeviceThatEndedIsLaidToThat() throws Exception {
        var records =
                begin(
                        order("power-on-and-hang")
                                .setTimeLimit(
                                        com.google.protobuf.Duration.newBuilder().setSeconds(600)));
        await(records, r -> r.getProgress().equals("hanging"));
        device.crash = "the device's process ended by itself with status 3";
        ticker.skip(Duration.ofSeconds(601));
        attempts().tick(true);
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("device-exited");
    }

    @Test
    public void aHeldSlotGoesOffWhenItsLeaseEndsAndTheControllerIsNotThere() throws Exception {
        var records = begin(order("network").setHold(true).setSealedInputs(label()));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).isEmpty();
        assertThat(device.on).isTrue();
        awaitFree();
        ticker.skip(Duration.ofSeconds(800));
        // the controller is there: the hold is prolonged
        attempts().tick(true);
        ticker.skip(Duration.ofSeconds(800));
        attempts().tick(false);
        assertThat(device.on).isTrue();
        ticker.skip(Duration.ofSeconds(200));
        attempts().tick(false);
        assertThat(device.on).isFalse();
    }

    /// The last record is written before the slot is free.
    private void awaitFree() {
        for (int i = 0; i < 600 && attempts().busy(SLOT); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        assertThat(attempts().busy(SLOT)).isFalse();
    }

    private ByteString label() {
        return ByteString.copyFrom(
                SealedBox.seal(
                        rigKeys.getPublic(),
                        "{\"label\":{\"serial\":\"S1\"},\"own\":[],\"others\":[]}"
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void theSuiteSeesTheDevicesPortsAndTheLabelThatTheCampaignStates() throws Exception {
        var records = begin(order("network").setSealedInputs(label()));
        await(records, RunRecord::hasEnded);
        assertThat(all(records).stream().map(RunRecord::getProgress))
                .anyMatch(text -> text.startsWith("127.8.8.8 1 ") && text.contains("serial=S1"));
        assertThat(faults(records)).isEmpty();
    }

    @Test
    public void withoutALabelAnywhereTheAttemptIsBrokenAndNotTheDevice() throws Exception {
        var records = begin(order("network"));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("no-label");
    }

    /// What writes images: says which board it is, and keeps what it is given.
    private void writer(String write) throws IOException {
        var script =
                Files.writeString(
                        folder.resolve("writer"),
                        """
                        #!/bin/sh
                        case $1 in
                            identify) echo board=acme ;;
                            write) WRITE ;;
                        esac
                        """
                                .replace("WRITE", write));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    @Test
    public void theSuiteWritesAnImageThatTheOrderNames() throws Exception {
        writer("cp $2 " + folder + "/written");
        var records = begin(order("flash").putImages("factory", Digest.of(BLOB).hex()));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).isEmpty();
        assertThat(all(records))
                .extracting(RunRecord::getProgress)
                .contains("command writer wrote 4 " + Digest.of(BLOB).hex())
                .anyMatch(step -> step.startsWith("flash factory: "));
        assertThat(folder.resolve("written")).hasBinaryContent(BLOB);
        assertThat(journal.excerpt(records.attempt()))
                .anyMatch(line -> line.contains("\"flash\"") && line.contains(digestOfBlob()));
    }

    private static String digestOfBlob() {
        return Digest.of(BLOB).hex();
    }

    @Test
    public void anImageThatTheOrderDoesNotNameIsNotWritten() throws Exception {
        writer("touch " + folder + "/written");
        var records = begin(order("flash").putImages("older", Digest.of(BLOB).hex()));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("no-flasher");
        assertThat(folder.resolve("written")).doesNotExist();
        assertThat(device.on).isFalse();
    }

    @Test
    public void anImageThatCannotBeWrittenIsTheRigsFaultAndTheSlotIsSafe() throws Exception {
        writer("echo no target; exit 7");
        var records = begin(order("flash").putImages("factory", Digest.of(BLOB).hex()));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("flash-failed");
        assertThat(all(records))
                .filteredOn(RunRecord::hasFault)
                .extracting(r -> r.getFault().getStep())
                .containsExactly("flash: write");
        assertThat(device.on).isFalse();
    }

    private static RunOrder.Builder update() {
        return order("update")
                .addReleases(
                        Release.newBuilder()
                                .setName("newer")
                                .setVersion("1.1.0")
                                .addFiles(
                                        ReleaseFile.newBuilder()
                                                .setPath("image.bin")
                                                .setBytes(BLOB.length)
                                                .setDigest(digestOfBlob())));
    }

    private String got(String path) throws IOException {
        var connection =
                (HttpURLConnection)
                        URI.create(services().addresses().updateServer() + path)
                                .toURL()
                                .openConnection();
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            return String.valueOf(connection.getResponseCode());
        }
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    + " "
                    + Instant.ofEpochMilli(connection.getDate()).atZone(ZoneOffset.UTC).getYear();
        }
    }

    @Test
    public void theSuiteServesAReleaseThatTheOrderNames() throws Exception {
        int year = Instant.now().atZone(ZoneOffset.UTC).getYear();
        assertThat(got("image.bin")).isEqualTo("404");
        var records = begin(update());
        await(records, r -> r.getProgress().startsWith("served after "));
        // one bit of the second byte, and twenty years ahead
        assertThat(got("image.bin")).isEqualTo("bmob " + (year + 20));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).isEmpty();
        assertThat(all(records))
                .extracting(RunRecord::getProgress)
                .contains("asked for /image.bin of newer: 200 4 true");
        assertThat(got("image.bin")).isEqualTo("404");
        assertThat(services().time().offset()).isZero();
    }

    @Test
    public void aReleaseThatTheOrderDoesNotNameIsNotServed() throws Exception {
        var records = begin(order("update"));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("no-release");
    }

    @Test
    public void inputsForAnotherRigBreakTheAttemptBeforeAnythingIsPowered() throws Exception {
        var box =
                SealedBox.seal(TestCa.newKeys().getPublic(), "{}".getBytes(StandardCharsets.UTF_8));
        var records = begin(order("ok").setSealedInputs(ByteString.copyFrom(box)));
        await(records, RunRecord::hasEnded);
        assertThat(faults(records)).containsExactly("inputs-unreadable");
        assertThat(journal.excerpt(records.attempt())).noneMatch(line -> line.contains("power-on"));
    }

    @Test
    public void aFullDiskTakesNoRunsAndSaysSo() {
        free.set(1000);
        var reply = attempts().accept(order("ok").build());
        assertThat(reply.accepted()).isFalse();
        assertThat(reply.reason()).contains("disk full");
        assertThat(attempts().slots().getFirst().getOutOfService()).contains("disk full");
        assertThat(spool.all()).isEmpty();
        free.set(1L << 30);
        assertThat(attempts().slots().getFirst().getOutOfService()).isEmpty();
    }

    @Test
    public void aSpoolThatWasLeftOpenIsEndedAsBrokenAtTheNextStart() throws Exception {
        var attempt = new Attempt(new RunId("run-9"), 4);
        spool.create(attempt, SLOT);
        var again = takeOver();
        var records = spool.find(attempt).orElseThrow();
        assertThat(faults(records)).containsExactly("agent-restarted");
        assertThat(records.ended()).isTrue();
        assertThat(again.owned().getFirst().getAlive()).isFalse();
        // a second start finds nothing left to do
        int before = all(records).size();
        takeOver().close();
        assertThat(all(records)).hasSize(before);
        again.close();
    }
}
