package org.proofmark.rigagent.slot;

/// Hears a console beside its recording, for who talks with the device. Called on the recorder's
/// thread: returns at once.
interface ConsoleEar {
    void bytes(byte[] heard);

    /// The line is gone.
    void gone(String reason);
}
