package org.proofmark.bench.wiring;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Where the agent finds a device's UART.
///
/// @param path of the tty
/// @param baud 8N1
/// @param lostBytes bytes that the line itself counted as lost since it was opened (a UART's
///   overrun counter)
public record SerialLine(Path path, int baud, LongSupplier lostBytes) {}
