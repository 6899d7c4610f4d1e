package org.proofmark.virtuallab.device;

import java.time.Duration;

/// A shell on a TCP port that no document names.
///
/// @param port 1024 or higher
/// @param window how long it is open after each boot
/// @param login whether it asks for a login; else it is open to everybody
record DebugPort(int port, Duration window, boolean login) {
    /// The same with other times.
    DebugPort scaled(int percent) {
        return new DebugPort(port, Times.scaled(window, percent), login);
    }
}
