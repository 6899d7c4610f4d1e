package org.proofmark.rigagent.flash;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How an image gets into a board through U-Boot's command line: what a device profile says of it.
///
/// Commands may hold `${address}`, `${size}` and `${blocks}` (of 512 bytes, rounded up), which
/// stand for numbers as U-Boot reads them: hexadecimal with `0x`.
///
/// @param autoboot what U-Boot prints when a key would stop it
/// @param stop what is then sent
/// @param prompt of its command line
/// @param identity what proves, before a byte is written, that this is the board that the image is
///   for; one or more
/// @param address in memory, where the image is loaded to
/// @param write what brings it from memory to its place
/// @param readBack what brings it back from its place to memory, to be compared; may be empty
/// @param boot what is sent at the end; `reset` as a rule
/// @param bootLimit from power-on until the autoboot's message
/// @param commandLimit for one command, such as an erasure of flash
public record UBootPlan(
        Pattern autoboot,
        String stop,
        Pattern prompt,
        List<Step> identity,
        long address,
        List<Step> write,
        List<Step> readBack,
        String boot,
        Duration bootLimit,
        Duration commandLimit) {
    private static final int BLOCK = 512;

    /// @throws IllegalArgumentException where nothing proves the board's identity
    public UBootPlan {
        identity = List.copyOf(identity);
        write = List.copyOf(write);
        readBack = List.copyOf(readBack);
        if (identity.isEmpty()) {
            throw new IllegalArgumentException(
                    "a plan to flash wants one command or more that proves which board it is");
        }
    }

    /// A command and what its answer must show.
    public record Step(String command, Pattern expect) {}

    /// A command with its numbers put in.
    String render(String command, long size) {
        return command.replace("${address}", hex(address))
                .replace("${size}", hex(size))
                .replace("${blocks}", hex((size + BLOCK - 1) / BLOCK));
    }

    static String hex(long number) {
        return "0x" + Long.toString(number, 16).toLowerCase(Locale.ROOT);
    }
}
