package org.proofmark.rigagent.run;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.journal.DiskGuard;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.journal.Spool;
import org.proofmark.rigagent.site.SlotServices;

/// What every attempt of a rig works with.
///
/// @param cacheFolder where suites and profiles are kept by digest
/// @param flashTools programs that write images, by the names that profiles give them
/// @param services what the rig serves to the device of a slot
/// @param writeKey key of the digests under which console writes stand in the journal: a plain
///   digest of a short password would give it away
public record AttemptParts(
        Journal journal,
        Spool spool,
        DiskGuard disk,
        Sealing sealing,
        SuiteRuntime runtime,
        Path cacheFolder,
        Map<String, Path> flashTools,
        Function<SlotName, SlotServices> services,
        javax.crypto.SecretKey writeKey,
        Ticker ticker,
        InstantSource clock) {
    /// What stands in the journal in place of these bytes.
    public String writeDigest(byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(writeKey);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
    }
}
