-- Who writes into this database: one controller at a time. Its row is locked by every transaction that writes on
-- PostgreSQL, so that they follow one another; a controller that finds another epoch than its own has lost the
-- database and writes no more. SQLite needs neither: its file has one writer, and its folder has a lock.

CREATE TABLE claim (
    id BIGINT PRIMARY KEY,
    owner TEXT NOT NULL,
    epoch TEXT NOT NULL
);
