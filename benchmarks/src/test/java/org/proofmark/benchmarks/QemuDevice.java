package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The scripts of virtual-lab/qemu (docs/qemu-device.md), for tests.
final class QemuDevice {
    private final Path scripts;
    private final Path folder;

    /// @param folder where what the scripts say is kept
    QemuDevice(Path folder) {
        this.folder = folder;
        this.scripts = Proofmark.root().resolve("virtual-lab/qemu");
    }

    /// The profile, beside the images that it names.
    Path profile() throws IOException, InterruptedException {
        return image().resolve("proofmark-qemu.yaml");
    }

    /// The device command of one unit.
    String command(String policy, Path image) {
        return "exec '%s/device' --policy %s --image '%s'".formatted(scripts, policy, image);
    }

    /// The images; built where they are not there yet, from packages of the distribution.
    ///
    /// @throws AssertionError with the packages that this machine lacks
    Path image() throws IOException, InterruptedException {
        var missing = answer(scripts.resolve("packages").toString());
        if (!missing.isBlank()) {
            throw new AssertionError(
                    "This test needs the QEMU device's Debian packages, and these are missing: "
                            + missing.strip().replace('\n', ' ')
                            + " (virtual-lab/qemu/install installs them)");
        }
        return Path.of(answer(scripts.resolve("build").toString()).strip());
    }

    private String answer(String command) throws IOException, InterruptedException {
        var log = folder.resolve("tool.log").toFile();
        var process = new ProcessBuilder(command).redirectError(log).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + ": " + Files.readString(log.toPath())).isZero();
        return out;
    }
}
