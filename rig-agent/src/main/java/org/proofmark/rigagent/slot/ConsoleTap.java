package org.proofmark.rigagent.slot;

/// Hears what a console says while no attempt has it. Called on the recorder's thread: it must not
/// wait.
public interface ConsoleTap {
    /// @param data of which the first `count` bytes are meant; used again afterwards
    void bytes(byte[] data, int count);

    /// The last that it hears.
    ///
    /// @param why for people
    void ended(String why);
}
