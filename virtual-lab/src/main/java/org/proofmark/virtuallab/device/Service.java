package org.proofmark.virtuallab.device;

/// A network service that runs from its making until it is closed.
interface Service extends AutoCloseable {
    @Override
    void close();
}
