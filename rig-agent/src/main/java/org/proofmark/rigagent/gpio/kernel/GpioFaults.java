package org.proofmark.rigagent.gpio.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;

/// What can be wrong with a line, in words.
final class GpioFaults {
    private static final String STEP = "open wiring";

    private GpioFaults() {}

    static BenchFault forbidden(Path chip, int errno) {
        return fault(
                "gpio-forbidden",
                "this process ("
                        + System.getProperty("user.name", "?")
                        + ") may not open "
                        + chip
                        + " ("
                        + Libc.name(errno)
                        + "); "
                        + remedy(chip));
    }

    private static String remedy(Path chip) {
        try {
            var group = Files.readAttributes(chip, PosixFileAttributes.class).group().getName();
            return "root".equals(group)
                    ? "the file belongs to group root: give it to a group of its own by a udev rule"
                            + " (SUBSYSTEM==\"gpio\", GROUP=\"gpio\", MODE=\"0660\"), and let the agent's"
                            + " user join that group"
                    : "let the agent's user join the group "
                            + group
                            + " (usermod -aG "
                            + group
                            + " USER), and start the agent anew";
        } catch (IOException | UnsupportedOperationException e) {
            return "let the agent's user join the group that the file belongs to";
        }
    }

    static BenchFault noChips(Path folder) {
        return fault(
                "gpio-missing",
                "this machine has no GPIO: there is no "
                        + folder.resolve("gpiochip*")
                        + "; a Raspberry Pi has them, and so has a kernel with CONFIG_GPIO_CDEV and"
                        + " a GPIO driver");
    }

    static BenchFault noChip(String label, List<ChipInfo> chips) {
        return fault(
                "gpio-missing",
                "no GPIO chip has the label '"
                        + label
                        + "'; this machine has "
                        + chips.stream()
                                .map(c -> "'" + c.label() + "' (" + c.path() + ")")
                                .collect(Collectors.joining(", ")));
    }

    static BenchFault severalChips(String label, List<Path> paths) {
        return fault(
                "gpio-missing",
                "the label '"
                        + label
                        + "' does not say which GPIO chip is meant: "
                        + paths
                        + " have it; give one of them another label");
    }

    static BenchFault noLine(ChipInfo chip, String line, List<String> named) {
        return fault(
                "gpio-missing",
                "GPIO chip '"
                        + chip.label()
                        + "' has no line "
                        + line
                        + "; it has lines 0 to "
                        + (chip.lines() - 1)
                        + (named.isEmpty()
                                ? ", and none of them has a name"
                                : ", named " + String.join(", ", named)));
    }

    static BenchFault severalLines(ChipInfo chip, String line, List<Integer> offsets) {
        return fault(
                "gpio-missing",
                "the name '"
                        + line
                        + "' does not say which line of GPIO chip '"
                        + chip.label()
                        + "' is meant: lines "
                        + offsets
                        + " have it; give the number");
    }

    static BenchFault busy(String line, LineInfo info, List<String> holders) {
        return fault(
                "gpio-busy",
                line
                        + " is held by "
                        + (info.consumer().isEmpty()
                                ? "a process or driver that gave no name"
                                : "'" + info.consumer() + "'")
                        + (holders.isEmpty()
                                ? ""
                                : "; processes that hold GPIO lines: " + String.join(", ", holders))
                        + (info.consumer().startsWith("proofmark:")
                                ? "; a slot of this agent or another agent has it: give each slot a"
                                        + " line of its own, and run one agent"
                                : "; end what holds it, or take the line out of its configuration"));
    }

    static BenchFault failed(String line, String what, int errno) {
        return fault("gpio-failed", line + " " + what + " (" + Libc.name(errno) + ")");
    }

    static BenchFault closed(String line) {
        return fault("gpio-failed", line + " was let go");
    }

    private static BenchFault fault(String code, String what) {
        return new BenchFault.Hardware(Fault.of(code, what, STEP));
    }
}
