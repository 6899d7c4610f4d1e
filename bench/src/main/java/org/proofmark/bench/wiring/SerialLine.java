package org.proofmark.bench.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Where the agent finds a device's UART.
///
/// @param place of the tty, looked up each time it is opened
/// @param baud 8N1
/// @param lostBytes bytes that the wiring itself counted as lost since it was opened; what the
///   kernel's driver counts comes on top
/// @param outage for how long the tty may be away after an order to the device's supply or one of
///   its buttons, because it is the device's own; zero for a tty that is always there. While the
///   device is off by order such a tty may be away without limit.
public record SerialLine(Place place, int baud, LongSupplier lostBytes, Duration outage) {
    /// A tty at a fixed path that is always there.
    public SerialLine(Path path, int baud, LongSupplier lostBytes) {
        this(() -> path, baud, lostBytes, Duration.ZERO);
    }

    /// The tty's path now.
    ///
    /// @throws IOException where there is none, or more than one; the message says what there is
    public Path path() throws IOException {
        return place.find();
    }

    /// Finds a tty.
    @FunctionalInterface
    public interface Place {
        /// @throws IOException where there is none, or more than one; the message says what there
        ///   is
        Path find() throws IOException;
    }
}
