package org.proofmark.domain.profile;

/// What a device can say at the end of a dialogue. Anything else that it says is unreadable and
/// proves nothing.
public enum Answer {
    ACCEPTED,
    REFUSED,
    /// It takes no tries now.
    LOCKED
}
