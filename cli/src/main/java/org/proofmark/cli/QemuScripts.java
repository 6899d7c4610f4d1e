package org.proofmark.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.Terminal;

/// The scripts of virtual-lab/qemu.
final class QemuScripts {
    private final Terminal terminal;
    private final Path folder;

    QemuScripts(Terminal terminal) {
        this.terminal = terminal;
        folder = Path.of(System.getProperty("proofmark.home", "."), "virtual-lab", "qemu");
        if (!Files.isExecutable(folder.resolve("device"))) {
            throw new UnusableInput(
                    "--real wants the scripts of virtual-lab/qemu: run ./proofmark in a checkout of"
                            + " the repository");
        }
    }

    /// Names the Debian packages that are missing and installs them where it may.
    ///
    /// @throws UnusableInput with what to install where it may not
    void installPackages() {
        var missing = output("packages").lines().filter(line -> !line.isBlank()).toList();
        if (missing.isEmpty()) {
            return;
        }
        var names = String.join(" ", missing);
        terminal.out().println("The QEMU device needs Debian packages: " + names);
        if (run("install") != 0) {
            throw new UnusableInput(
                    "these Debian packages are missing and could not be installed from here: "
                            + names
                            + "; install them as root: apt-get install "
                            + names);
        }
    }

    /// Builds the machine's image, or finds it built, and returns its folder.
    Path build() {
        terminal.out().println("Building the QEMU device's image…");
        var lines = output("build").lines().toList();
        if (lines.isEmpty()) {
            throw new Trouble("virtual-lab/qemu/build named no image");
        }
        return Path.of(lines.getLast());
    }

    /// The device command of a slot.
    String command(String policy, Path image) {
        return "exec %s --policy %s --image %s"
                .formatted(quoted(folder.resolve("device")), policy, quoted(image));
    }

    Path profile() {
        return folder.resolve("proofmark-qemu.yaml");
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().normalize().toString().replace("'", "'\\''") + "'";
    }

    private String output(String script) {
        try {
            var process = start(script, ProcessBuilder.Redirect.PIPE);
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Trouble("virtual-lab/qemu/" + script + " failed; it says why above");
            }
            return text;
        } catch (IOException e) {
            throw new Trouble("virtual-lab/qemu/" + script + " cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted in virtual-lab/qemu/" + script, e);
        }
    }

    private int run(String script) {
        try {
            return start(script, ProcessBuilder.Redirect.INHERIT).waitFor();
        } catch (IOException e) {
            throw new Trouble("virtual-lab/qemu/" + script + " cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted in virtual-lab/qemu/" + script, e);
        }
    }

    private Process start(String script, ProcessBuilder.Redirect stdout) throws IOException {
        return new ProcessBuilder(List.of(folder.resolve(script).toString()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(stdout)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
