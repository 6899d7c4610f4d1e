-- Portable: SQLite and PostgreSQL read the same file. Ids are made by us, instants are microseconds since
-- 1970 (0 = never), bytes are BYTEA, JSON is TEXT, booleans are 0 and 1.

CREATE TABLE rig (
    rig_id TEXT PRIMARY KEY,
    certificate_digest TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    certificate_end BIGINT NOT NULL,
    agent_version TEXT NOT NULL,
    slots TEXT NOT NULL,
    last_seen BIGINT NOT NULL
);

CREATE TABLE enrolment_token (
    token_hash TEXT PRIMARY KEY,
    rig_id TEXT NOT NULL,
    expire_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);

CREATE TABLE campaign (
    campaign_id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL UNIQUE,
    position BIGINT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    profile_file TEXT NOT NULL,
    profile_digest TEXT NOT NULL,
    suite TEXT NOT NULL,
    suite_digest TEXT NOT NULL,
    certified BIGINT NOT NULL,
    preset TEXT NOT NULL,
    preset_units BIGINT NOT NULL,
    resets BIGINT NOT NULL,
    dictionary_tries BIGINT NOT NULL,
    seed BIGINT NOT NULL,
    trust BYTEA NOT NULL,
    state TEXT NOT NULL,
    create_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    cancel_reason TEXT NOT NULL,
    analysis TEXT NOT NULL,
    desk TEXT NOT NULL
);

CREATE TABLE unit (
    campaign_id TEXT NOT NULL REFERENCES campaign (campaign_id),
    position BIGINT NOT NULL,
    unit_id TEXT NOT NULL,
    rig_id TEXT NOT NULL,
    slot TEXT NOT NULL,
    batch TEXT NOT NULL,
    sealed_label BYTEA NOT NULL,
    PRIMARY KEY (campaign_id, unit_id)
);

CREATE TABLE run (
    run_id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (campaign_id),
    unit_id TEXT NOT NULL,
    rig_id TEXT NOT NULL,
    slot TEXT NOT NULL,
    phase TEXT NOT NULL,
    state TEXT NOT NULL,
    position BIGINT NOT NULL
);

CREATE INDEX run_campaign ON run (campaign_id);

CREATE TABLE attempt (
    run_id TEXT NOT NULL REFERENCES run (run_id),
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    order_at BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL,
    step TEXT NOT NULL,
    fault TEXT NOT NULL,
    PRIMARY KEY (run_id, number)
);

-- A slot has one holder at most: the key says so.
CREATE TABLE lease (
    rig_id TEXT NOT NULL,
    slot TEXT NOT NULL,
    campaign_id TEXT NOT NULL REFERENCES campaign (campaign_id),
    take_at BIGINT NOT NULL,
    renew_at BIGINT NOT NULL,
    expire_at BIGINT NOT NULL,
    PRIMARY KEY (rig_id, slot)
);

CREATE TABLE record (
    run_id TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    superseded BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (run_id, attempt, sequence)
);

CREATE TABLE secret (
    run_id TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    secret_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    keyed_digest TEXT NOT NULL,
    PRIMARY KEY (run_id, attempt, secret_id)
);
