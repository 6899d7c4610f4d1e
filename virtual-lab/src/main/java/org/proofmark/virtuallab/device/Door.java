package org.proofmark.virtuallab.device;

/// A way into a device.
enum Door {
    UART,
    WEB,
    TELNET,
    SSH,
    /// A [DebugPort].
    DEBUG
}
