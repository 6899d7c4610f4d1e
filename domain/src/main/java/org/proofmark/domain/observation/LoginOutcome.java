package org.proofmark.domain.observation;

/// How an interface answered to a login.
public enum LoginOutcome {
    ACCEPTED,
    REFUSED,
    /// The device answered that it takes no tries now: the try counts as not made.
    LOCKED,
    /// An answer that the profile's dialogue does not know: proves nothing.
    UNREADABLE,
    /// No connection.
    UNREACHABLE
}
