package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.time.Duration;

/// A line to a device on which one sender is alone for the time of a transfer. One thread uses it.
public interface FlashLine {
    /// Waits for bytes.
    ///
    /// @return how many came, at least 1, or 0 when none came within the limit; a limit of zero
    ///   asks for what is there already
    /// @throws IOException where the line is gone
    int read(byte[] into, Duration limit) throws IOException, InterruptedException;

    /// Hands all of these bytes to the line.
    ///
    /// @throws IOException where the line took less
    void write(byte[] bytes) throws IOException;
}
