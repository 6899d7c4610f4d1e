package org.proofmark.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.proofmark.bench.StreamMatcher;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.config.RigFile;
import org.proofmark.rigagent.flash.Flasher;
import org.proofmark.rigagent.flash.ImageFile;
import org.proofmark.rigagent.flash.Ymodem;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.slot.ConsoleRecording;
import org.proofmark.rigagent.slot.Slot;
import org.proofmark.virtuallab.process.ProcessWiringKind;

/// An agent's slot with one new unit of the QEMU device, which is off. Not thread-safe.
final class QemuSlot implements AutoCloseable {
    /// For anything that the device does, on a machine that is busy with other things.
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Optional<Attempt> WHO = Optional.of(new Attempt(new RunId("flash"), 1));
    private static final String SERIAL = "PQ-0001";

    // docs/qemu-device.md
    private static final int SECTOR = 512;
    private static final long SLOT_A = 0x800L;
    private static final long SLOT_B = 0x10800L;
    private static final long PRODUCT = 0xF000L;

    private final Path folder;
    private final Path images;
    private final FlashSpec plan;
    private final Journal journal;
    private final Slot slot;
    private final Kind kind = new Kind();
    private final ConsoleRecording recording;
    private final ConsoleRecording.Cursor cursor;
    private byte[] ahead = new byte[0];

    /// The virtual lab's wiring, which is kept to be looked at.
    private static final class Kind implements WiringKind {
        private final ProcessWiringKind process = new ProcessWiringKind();
        private Optional<Wiring> opened = Optional.empty();

        @Override
        public String name() {
            return process.name();
        }

        @Override
        public String settingsSchema() {
            return process.settingsSchema();
        }

        @Override
        public Wiring open(SlotSite site, Map<String, Object> settings) {
            var wiring = process.open(site, settings);
            opened = Optional.of(wiring);
            return wiring;
        }
    }

    private QemuSlot(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        var device = new QemuDevice(folder);
        images = device.image();
        plan =
                ProfileCodec.parse("proofmark-qemu.yaml", Files.readAllBytes(device.profile()))
                        .flash()
                        .orElseThrow();
        journal = Journal.open(folder.resolve("journal"), Ticker.system(), InstantSource.system());
        var name = new SlotName("a");
        var wiring =
                Map.<String, Object>of(
                        "command", device.command("random", images), "serial-number", SERIAL);
        slot =
                Slot.open(
                        "rig.yaml",
                        new RigFile.SlotEntry(
                                name,
                                Optional.empty(),
                                "",
                                List.of(new RigFile.WiringEntry(kind, wiring, 1)),
                                1),
                        new SlotSite(
                                new SlotId(new RigId("rig"), name),
                                0,
                                folder,
                                folder,
                                new SlotSite.RigServices(
                                        "127.0.0.1:1", "http://127.0.0.1:1/", Path.of("/dev/null")),
                                Ticker.system()),
                        journal);
        slot.awaitConsole(LIMIT);
        recording = new ConsoleRecording(folder, Ticker.system(), InstantSource.system());
        cursor = recording.from(0);
        slot.beginRecording(recording, _ -> {});
    }

    static QemuSlot open() throws IOException, InterruptedException {
        return new QemuSlot(Files.createTempDirectory("qemu-slot"));
    }

    /// A file of the built images.
    Path image(String name) {
        return images.resolve(name);
    }

    void powerOn() {
        var _ = slot.power(WHO, true, "power on");
    }

    /// Takes the supply away, whatever is going on.
    void cutPower() {
        var _ = slot.safeState(WHO, "the power is gone");
    }

    boolean isOn() {
        return kind.opened.orElseThrow().power().orElseThrow().isOn();
    }

    Flashed flash(byte[] image) throws IOException {
        return flash(image, (_, _) -> {});
    }

    Flashed flash(byte[] image, Ymodem.Progress progress) throws IOException {
        var file = Files.write(folder.resolve("image.itb"), image);
        var listener =
                new Flasher.Listener() {
                    @Override
                    public void step(String step) {}

                    @Override
                    public void sent(long bytes, long size) {
                        progress.sent(bytes, size);
                    }
                };
        return slot.flash(WHO, plan, ImageFile.of(file), Map.of(), listener);
    }

    /// Waits for a pattern on the console, behind the one that was awaited before.
    ///
    /// @return its group 1
    String await(String regex) {
        var pattern = Pattern.compile(regex);
        var matcher = new StreamMatcher(List.of(pattern), 0);
        var seen = ahead;
        var match = matcher.feed(seen);
        var deadline = Ticker.system().deadline(regex, LIMIT);
        while (match.isEmpty()) {
            if (deadline.passed()) {
                throw new AssertionError("no " + regex + " in " + LIMIT + " in:\n" + console());
            }
            var piece = cursor.poll();
            if (piece.isPresent() && piece.get() instanceof ConsoleRecording.Piece.Bytes b) {
                seen = joined(seen, b.data());
                match = matcher.feed(b.data());
            } else {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
        int end = (int) match.get().end();
        var text = new String(seen, 0, end, StandardCharsets.ISO_8859_1);
        ahead = Arrays.copyOfRange(seen, end, seen.length);
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : text;
    }

    private static byte[] joined(byte[] before, byte[] behind) {
        var all = Arrays.copyOf(before, before.length + behind.length);
        System.arraycopy(behind, 0, all, before.length, behind.length);
        return all;
    }

    /// Everything that it has said.
    String console() {
        try {
            return Files.readString(recording.rawFile(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }

    /// What stands on the disk where a slot's product image begins.
    byte[] productOf(String which, int bytes) throws IOException {
        try (var disk = disk("r")) {
            disk.seek(product(which));
            var content = new byte[bytes];
            disk.readFully(content);
            return content;
        }
    }

    /// Writes the disk of a unit that is off.
    void writeProduct(String which, byte[] content) throws IOException {
        try (var disk = disk("rw")) {
            disk.seek(product(which));
            disk.write(content);
        }
    }

    /// Puts the base and this product image into a slot of a unit that is off, and was on before.
    void fillSlot(String which, byte[] product) throws IOException {
        try (var disk = disk("rw")) {
            disk.seek(sector(which) * SECTOR);
            disk.write(Files.readAllBytes(image("base.itb")));
        }
        writeProduct(which, product);
    }

    private static long product(String which) {
        return (sector(which) + PRODUCT) * SECTOR;
    }

    private static long sector(String which) {
        return which.equals("a") ? SLOT_A : SLOT_B;
    }

    private RandomAccessFile disk(String mode) throws IOException {
        var file = folder.resolve("units/" + SERIAL + "/state/flash/firmware.img");
        return new RandomAccessFile(file.toFile(), mode);
    }

    @Override
    public void close() throws IOException {
        slot.endRecording();
        slot.close();
        recording.close();
        journal.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
