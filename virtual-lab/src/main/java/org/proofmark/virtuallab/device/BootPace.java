package org.proofmark.virtuallab.device;

import java.time.Duration;

/// How long a device takes to come up, beside what its program needs. Counted from power-on, or
/// from a restart.
///
/// @param silent until the first character on the UART
/// @param network until the services start
record BootPace(Duration silent, Duration network) {
    static final BootPace QUICK = new BootPace(Duration.ZERO, Duration.ZERO);

    /// Silent for 20 s, on the network after 45 s.
    static final BootPace SLOW = new BootPace(Duration.ofSeconds(20), Duration.ofSeconds(45));

    /// The same with other times.
    BootPace scaled(int percent) {
        return new BootPace(Times.scaled(silent, percent), Times.scaled(network, percent));
    }
}
