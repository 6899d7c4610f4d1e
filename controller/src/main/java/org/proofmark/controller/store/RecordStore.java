package org.proofmark.controller.store;

import java.time.Instant;
import java.util.List;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;

/// Records of attempts and the secrets that they name.
public interface RecordStore {
    /// Appends records in one commit: when this returns they survive a SIGKILL. An attempt starts
    /// with its first record, keeps its first fault, and ends with its last record.
    ///
    /// @return what became of each, in the same order
    List<Appended> append(List<IncomingRecord> records, Instant now);

    /// Everything stored of a run, by attempt and sequence.
    List<StoredRecord> records(RunId run);

    /// Everything of one attempt.
    List<StoredSecret> secrets(Attempt attempt);

    /// Digests of the evidence that counting records of a campaign name.
    List<String> evidenceNamed(CampaignId campaign);
}
