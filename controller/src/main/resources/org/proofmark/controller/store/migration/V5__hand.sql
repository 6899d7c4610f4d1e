-- Operators' leases of slots: one per slot at most, and none where a campaign has the slot (both are looked at in the
-- transaction that takes either).

CREATE TABLE hand_lease (
    rig_id TEXT NOT NULL,
    slot TEXT NOT NULL,
    lease_id TEXT NOT NULL,
    operator TEXT NOT NULL,
    caller TEXT NOT NULL,
    certificate_digest TEXT NOT NULL,
    take_at BIGINT NOT NULL,
    expire_at BIGINT NOT NULL,
    term_millis BIGINT NOT NULL,
    PRIMARY KEY (rig_id, slot)
);

-- What operators had done to slots. Rows are added and never changed.

CREATE TABLE hand_use (
    position BIGINT PRIMARY KEY,
    use_at BIGINT NOT NULL,
    operator TEXT NOT NULL,
    caller TEXT NOT NULL,
    certificate_digest TEXT NOT NULL,
    rig_id TEXT NOT NULL,
    slot TEXT NOT NULL,
    request_id TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL
);
