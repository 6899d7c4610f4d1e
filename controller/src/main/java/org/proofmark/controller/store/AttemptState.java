package org.proofmark.controller.store;

/// Where an attempt is.
public enum AttemptState {
    /// Sent, nothing heard of it.
    ORDERED,
    RUNNING,
    COMPLETED,
    FAULTED,
    /// The rig did not take it: it never began.
    REFUSED,
    /// Its number counts no more; what still comes of it is superseded.
    FENCED,
    CANCELLED;

    /// True where the rig may be at work on it.
    public boolean live() {
        return this == ORDERED || this == RUNNING;
    }
}
