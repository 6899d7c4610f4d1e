package org.proofmark.rigagent.run;

import java.nio.file.Path;
import java.time.InstantSource;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.journal.DiskGuard;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.journal.Spool;

/// What every attempt of a rig works with.
///
/// @param cacheFolder where suites and profiles are kept by digest
/// @param writeKey key of the digests under which console writes stand in the journal: a plain
///   digest of a short password would give it away
public record AttemptParts(
        Journal journal,
        Spool spool,
        DiskGuard disk,
        Sealing sealing,
        SuiteRuntime runtime,
        Path cacheFolder,
        javax.crypto.SecretKey writeKey,
        Ticker ticker,
        InstantSource clock) {}
