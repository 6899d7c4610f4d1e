package org.proofmark.rigagent.gpio.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Whether a chip's driver goes on driving an output that nobody holds any more. The kernels of
/// Raspberry Pi OS do so unless told otherwise (github.com/raspberrypi/linux, pull requests 6117
/// and 6150): a pressed button would stay pressed after its agent's death.
public record PersistentOutputs(Path modules) {
    private static final List<String> DRIVERS = List.of("pinctrl_bcm2835", "pinctrl_rp1");

    /// Of this machine.
    public static PersistentOutputs ofThisMachine() {
        return new PersistentOutputs(Path.of("/sys/module"));
    }

    /// Why lines of that chip do not go to their pulls, and what to do; empty where they do.
    ///
    /// @param chip the chip's label
    public Optional<String> problem(String chip) {
        if (!chip.startsWith("pinctrl-")) {
            return Optional.empty();
        }
        return DRIVERS.stream()
                .map(driver -> modules.resolve(driver).resolve("parameters/persist_gpio_outputs"))
                .filter(PersistentOutputs::on)
                .findFirst()
                .map(parameter ->
                        "this kernel goes on driving lines that nobody holds ("
                                + parameter
                                + " is Y), so that a relay or a button stays on when the agent dies;"
                                + " write dtparam=strict_gpiod into /boot/firmware/config.txt and"
                                + " start the machine anew");
    }

    private static boolean on(Path parameter) {
        try {
            return Files.exists(parameter) && Files.readString(parameter).startsWith("Y");
        } catch (IOException e) {
            // a parameter that cannot be read says nothing; the level is declared all the same
            return false;
        }
    }
}
