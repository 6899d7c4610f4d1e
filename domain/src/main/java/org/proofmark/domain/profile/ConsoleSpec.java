package org.proofmark.domain.profile;

import java.util.List;
import java.util.regex.Pattern;

/// The UART.
///
/// @param baud 8N1
/// @param lineEnding what a sent line ends with: `\n`, `\r` or `\r\n`
/// @param kernelLines what lines that begin with the kernel's time are
/// @param noise where further lines of noise begin
/// @param panics what further lines say that the device's system has broken down
/// @param watchdogs what further lines say that a watchdog reset the device
public record ConsoleSpec(
        int baud,
        String lineEnding,
        KernelLines kernelLines,
        List<Pattern> noise,
        List<Pattern> panics,
        List<Pattern> watchdogs) {
    public ConsoleSpec {
        noise = List.copyOf(noise);
        panics = List.copyOf(panics);
        watchdogs = List.copyOf(watchdogs);
    }

    /// What a line such as `[ 12.345678] eth0: link up` is on a console.
    public enum KernelLines {
        /// It may break into what the device says otherwise, and answers nothing.
        NOISE,
        /// It is the device's own word.
        TEXT
    }
}
