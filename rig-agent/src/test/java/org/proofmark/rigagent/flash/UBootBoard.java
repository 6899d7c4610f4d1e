package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.FlashSpec.Step;

/// Debian's U-Boot on QEMU's `virt` board, with a disk: a target of which nobody here wrote a line.
final class UBootBoard implements Flasher.Target, FlashLine, AutoCloseable {
    static final long ADDRESS = 0x4200_0000L;

    private static final Path FIRMWARE = Path.of("/usr/lib/u-boot/qemu_arm64/u-boot.bin");

    private final Path folder;
    private final Path disk;
    private @Nullable Process machine;
    private @Nullable ProcessLine line;

    /// What the line does to what is written, for one try.
    Spoiler spoiler = bytes -> bytes;

    /// Does something to bytes on their way to the board.
    @FunctionalInterface
    interface Spoiler {
        byte[] through(byte[] bytes) throws IOException;
    }

    UBootBoard(long diskBytes) throws IOException {
        if (!Files.exists(FIRMWARE)) {
            throw new IllegalStateException(
                    "This test needs U-Boot for QEMU and does not find "
                            + FIRMWARE
                            + " (Debian, Ubuntu: `apt install u-boot-qemu qemu-system-arm`)");
        }
        folder = Files.createTempDirectory("uboot");
        disk = folder.resolve("disk.raw");
        Files.write(disk, new byte[(int) diskBytes]);
    }

    /// The plan that fits it.
    static FlashSpec.UBoot plan(Step... identity) {
        return new FlashSpec.UBoot(
                Pattern.compile("Hit any key to stop autoboot"),
                " ",
                Pattern.compile("(?m)^=> "),
                List.of(identity),
                ADDRESS,
                List.of(
                        new Step("virtio scan", Pattern.compile("")),
                        new Step(
                                "virtio write ${address} 0 ${blocks}",
                                Pattern.compile("blocks written: OK"))),
                List.of(
                        new Step(
                                "virtio read ${address} 0 ${blocks}",
                                Pattern.compile("blocks read: OK"))),
                "reset",
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                FlashSpec.MAX_IMAGE_BYTES);
    }

    static Step isVirt() {
        return new Step("printenv board", Pattern.compile("board=qemu-arm"));
    }

    byte[] disk(int bytes) throws IOException {
        try (var in = Files.newInputStream(disk)) {
            return in.readNBytes(bytes);
        }
    }

    Path image(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /// Its supply goes, whatever it is doing.
    void cut() {
        if (machine != null) {
            machine.destroyForcibly();
            var _ = machine.onExit().join();
        }
    }

    @Override
    public void powerCycle() {
        cut();
        try {
            machine =
                    new ProcessBuilder(
                                    "qemu-system-aarch64",
                                    "-M",
                                    "virt",
                                    "-accel",
                                    "tcg",
                                    "-cpu",
                                    "cortex-a53",
                                    "-m",
                                    "128",
                                    "-bios",
                                    FIRMWARE.toString(),
                                    "-nodefaults",
                                    "-display",
                                    "none",
                                    "-serial",
                                    "stdio",
                                    "-drive",
                                    "if=none,format=raw,id=disk,file=" + disk,
                                    "-device",
                                    "virtio-blk-device,drive=disk")
                            .redirectError(folder.resolve("qemu.log").toFile())
                            .start();
            line = new ProcessLine(machine);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "This test needs QEMU for ARM and cannot start it (Debian, Ubuntu: `apt install"
                            + " qemu-system-arm`)",
                    e);
        }
    }

    @Override
    public void check() {}

    @Override
    public Flasher.Lent lend() {
        throw new UnsupportedOperationException("no tool wants this line");
    }

    @Override
    public FlashLine line() {
        return this;
    }

    @Override
    public int read(byte[] into, Duration limit) throws IOException, InterruptedException {
        return line == null ? 0 : line.read(into, limit);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (line == null) {
            throw new IOException("the board is off");
        }
        line.write(spoiler.through(bytes));
    }

    @Override
    public void close() throws IOException {
        cut();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
