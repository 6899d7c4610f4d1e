package org.proofmark.controller.hands;

/// Somebody who looks at a console. Called on threads that must not wait.
public interface ConsoleViewer {
    /// @param data not changed afterwards
    /// @param lost bytes that were left out before these
    void output(byte[] data, long lost);

    /// The last that it hears.
    ///
    /// @param why for people
    void ended(String why);
}
