package org.proofmark.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `proofmark device`: the QEMU device (docs/qemu-device.md).
@Command(name = "device", description = "Builds the images of the QEMU device.")
final class DeviceCommand implements Callable<Integer> {
    /// What `virtual-lab/qemu/build` makes, for people.
    private static final List<List<String>> FILES =
            List.of(
                    List.of("firmware.img", "the factory's disk: slot a with 1.0.0, slot b empty"),
                    List.of("base.itb", "kernel and first file system, as they stand in a slot"),
                    List.of(
                            "product-1.0.0.itb",
                            "the product's part, which is flashed; first version"),
                    List.of("product-2.0.0.itb", "the second version"),
                    List.of("proofmark-qemu.yaml", "the profile"),
                    List.of("u-boot.img", "the boot loader's chip"),
                    List.of("environment.img", "the chip with its settings"),
                    List.of("data.img", "the empty data partition"),
                    List.of("packages.txt", "the packages that all of it is made of"));

    @Spec private @Nullable CommandSpec spec;
    private final Terminal terminal;

    DeviceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(),
                "device wants a subcommand: build");
    }

    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = {
                "Builds the QEMU device's images, two versions and the factory's disk, from Debian packages.",
                "Names the packages of this machine that are missing, with their size, and asks before it installs"
                        + " them. What was built is kept in the user's cache; equal packages and sources give equal"
                        + " images."
            })
    Integer build(
            @Option(names = "--yes", description = "Install what is missing without a question.")
                    boolean yes,
            @Option(names = "--fresh", description = "Fetch the device's packages again.")
                    boolean fresh) {
        return build(new QemuScripts(terminal), yes, fresh);
    }

    /// With these scripts.
    int build(QemuScripts scripts, boolean yes, boolean fresh) {
        scripts.installPackages(yes);
        var image = scripts.build(fresh);
        terminal.out().println("Images: " + image);
        for (var file : FILES) {
            var path = image.resolve(file.getFirst());
            if (!Files.exists(path)) {
                throw new Trouble("virtual-lab/qemu/build made no " + path);
            }
            terminal.out().printf("  %-20s %s%n", file.getFirst(), file.getLast());
        }
        terminal.out().println("A device: " + scripts.command("random", image));
        return ExitCode.OK;
    }
}
