-- Who was sent plain values of secrets, and why. Rows are added and never changed.

CREATE TABLE secret_access (
    position BIGINT PRIMARY KEY,
    access_at BIGINT NOT NULL,
    caller TEXT NOT NULL,
    certificate_digest TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    credential TEXT NOT NULL,
    reason TEXT NOT NULL
);
