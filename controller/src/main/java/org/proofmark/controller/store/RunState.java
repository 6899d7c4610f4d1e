package org.proofmark.controller.store;

/// Where a run is.
public enum RunState {
    /// No attempt lives; another one follows, or it is given up.
    WAITING,
    /// An attempt lives.
    ACTIVE,
    COMPLETED,
    /// Given up: every attempt met a fault.
    FAULTED,
    CANCELLED;

    /// True where no further attempt follows.
    public boolean over() {
        return this == COMPLETED || this == FAULTED || this == CANCELLED;
    }
}
