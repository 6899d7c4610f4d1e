package org.proofmark.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.Terminal;

/// The scripts of virtual-lab/qemu.
final class QemuScripts {
    private final Terminal terminal;
    private final Path folder;

    /// Those of this checkout.
    QemuScripts(Terminal terminal) {
        this(terminal, Path.of(System.getProperty("proofmark.home", "."), "virtual-lab", "qemu"));
    }

    /// @param folder of the scripts
    QemuScripts(Terminal terminal, Path folder) {
        this.terminal = terminal;
        this.folder = folder;
        if (!Files.isExecutable(folder.resolve("device"))) {
            throw new UnusableInput(
                    "the QEMU device wants the scripts of virtual-lab/qemu: run ./proofmark in a"
                            + " checkout of the repository");
        }
    }

    /// Names the Debian packages that are missing, with their size, and installs them where it may.
    ///
    /// @param yes without a question; where nobody sits at a terminal none is asked either
    /// @throws UnusableInput with what to install where it may not, or was told not to
    void installPackages(boolean yes) {
        var missing = output("packages").lines().filter(line -> !line.isBlank()).toList();
        if (missing.isEmpty()) {
            return;
        }
        var names = String.join(" ", missing);
        terminal.out().println("The QEMU device needs Debian packages: " + names);
        if (run("install", yes ? List.of("--yes") : List.of()) != 0) {
            throw new UnusableInput(
                    "these Debian packages are missing and were not installed: "
                            + names
                            + "; install them as root: apt-get install "
                            + names);
        }
    }

    /// Builds the machine's images, or finds them built, and returns their folder.
    ///
    /// @param fresh with packages that are fetched again
    Path build(boolean fresh) {
        terminal.out().println("Building the QEMU device's images…");
        var lines = output("build", fresh ? List.of("--fresh") : List.of()).lines().toList();
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

    /// The profile, beside the images that it names.
    ///
    /// @param image what [#build] returned
    static Path profile(Path image) {
        return image.resolve("proofmark-qemu.yaml");
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().normalize().toString().replace("'", "'\\''") + "'";
    }

    private String output(String script) {
        return output(script, List.of());
    }

    private String output(String script, List<String> arguments) {
        try {
            var process = start(script, arguments, ProcessBuilder.Redirect.PIPE);
            process.getOutputStream().close();
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

    /// With this process's own stdin and stdout: it may ask.
    private int run(String script, List<String> arguments) {
        try {
            return start(script, arguments, ProcessBuilder.Redirect.INHERIT).waitFor();
        } catch (IOException e) {
            throw new Trouble("virtual-lab/qemu/" + script + " cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted in virtual-lab/qemu/" + script, e);
        }
    }

    private Process start(
            String script, List<String> arguments, ProcessBuilder.Redirect redirection)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(folder.resolve(script).toString());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectInput(redirection)
                .redirectOutput(redirection)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
