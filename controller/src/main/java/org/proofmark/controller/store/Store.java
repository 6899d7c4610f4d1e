package org.proofmark.controller.store;

/// What the controller remembers. Every method of its parts that changes something returns when it
/// is on disk, or throws and has changed nothing. Safe for use by many threads.
public interface Store extends AutoCloseable {
    /// Rigs and enrolment tokens.
    FleetStore fleet();

    /// Campaigns, runs, attempts, leases.
    CampaignStore campaigns();

    /// Records and secrets.
    RecordStore records();

    /// Who was sent plain values of secrets, and who had hands on a slot.
    AuditStore audit();

    /// Operators' leases of slots.
    HandStore hands();

    @Override
    void close();
}
