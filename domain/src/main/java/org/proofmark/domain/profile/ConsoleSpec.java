package org.proofmark.domain.profile;

import java.util.List;
import java.util.regex.Pattern;

/// The UART.
///
/// @param baud 8N1
/// @param lineEnding what a sent line ends with: `\n`, `\r` or `\r\n`
/// @param kernelLines what lines that begin with the kernel's time are
/// @param noise where further lines of noise begin
public record ConsoleSpec(
        int baud, String lineEnding, KernelLines kernelLines, List<Pattern> noise) {
    public ConsoleSpec {
        noise = List.copyOf(noise);
    }

    /// What a line such as `[ 12.345678] eth0: link up` is on a console.
    public enum KernelLines {
        /// It may break into what the device says otherwise, and answers nothing.
        NOISE,
        /// It is the device's own word.
        TEXT
    }
}
