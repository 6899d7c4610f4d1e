package org.proofmark.rigagent.gpio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The chip that `rig-agent/uml/init` makes in the user-mode kernel.
final class SimChip implements ContractChip {
    static final String LABEL = "rig-gpio";

    /// As init names them.
    private static final List<String> NAMES =
            List.of(
                    "RELAY0", "RELAY1", "BUTTON0", "BUTTON1", "SENSE0", "SENSE1", "STRAP0",
                    "SPARE0");

    private final Path folder;
    private final GpioLines lines = new GpioLines(Path.of("/dev"));

    SimChip(Path folder) {
        this.folder = folder;
    }

    @Override
    public GpioProvider provider() {
        return GpioProvider.KERNEL;
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public GpioLines lines() {
        return lines;
    }

    private Path line(String name) {
        return folder.resolve("sim_gpio" + NAMES.indexOf(name));
    }

    @Override
    public SysfsWatch watch(String line) {
        return new SysfsWatch(line(line).resolve("value"));
    }

    boolean high(String line) {
        try {
            return Files.readString(line(line).resolve("value")).startsWith("1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void released(String line, boolean high) {
        pull(line, high);
    }

    @Override
    public void drive(SenseLine taken, String line, boolean high) {
        pull(line, high);
    }

    void pull(String line, boolean high) {
        try {
            Files.writeString(line(line).resolve("pull"), high ? "pull-up" : "pull-down");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
