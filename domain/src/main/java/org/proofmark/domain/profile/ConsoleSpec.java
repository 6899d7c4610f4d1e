package org.proofmark.domain.profile;

/// The UART.
///
/// @param baud 8N1
/// @param lineEnding what a sent line ends with: `\n`, `\r` or `\r\n`
public record ConsoleSpec(int baud, String lineEnding) {}
