package org.proofmark.controller.store;

import org.jdbi.v3.core.HandleCallback;

/// A database that keeps to what the store's SQL relies on: transactions that write follow one
/// another, each sees all that was committed before it began, and reading waits for nobody. So a
/// transaction may read, decide and write what it decided. A statement outside of one sees what is
/// committed as of one instant. Thread-safe.
interface Database extends AutoCloseable {
    /// One transaction that may write. When it returns, what it wrote is on disk; where it throws,
    /// nothing was written, unless the connection broke while it was committed.
    <T> T write(HandleCallback<T, RuntimeException> work);

    /// Statements that only read.
    <T> T read(HandleCallback<T, RuntimeException> work);

    @Override
    void close();
}
