package org.proofmark.rigagent.serial;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// An open serial line. One thread reads; any thread writes.
public interface ConsolePort extends Closeable {
    /// Waits up to 200 ms for bytes.
    ///
    /// @return how many came, 0 for none, -1 when the line is gone: close it then and open anew
    int read(byte[] into);

    /// Writes all of it.
    ///
    /// @throws IOException where the line took less
    void write(byte[] bytes) throws IOException;

    /// What the line's driver has counted; empty where it counts nothing.
    Optional<LineErrors> errors();

    @Override
    void close();

    /// Opens the tty at a line's place.
    @FunctionalInterface
    interface Opener {
        /// @throws PortUnusable where waiting does not help
        /// @throws IOException where there is no such port now
        ConsolePort open(org.proofmark.bench.wiring.SerialLine line) throws IOException;
    }
}
