package org.proofmark.controller.store;

/// What became of a record that was appended.
public sealed interface Appended {
    /// It counts.
    record Stored() implements Appended {}

    /// It was kept and does not count: its attempt was fenced or is over.
    record Superseded() implements Appended {}

    /// It is there already.
    record Duplicate() implements Appended {}

    /// Records before it are missing; it was not stored.
    ///
    /// @param expected the sequence number that should come next
    record Gap(long expected) implements Appended {}

    /// Nobody ordered such an attempt from this rig; it was not stored.
    record Unknown() implements Appended {}
}
