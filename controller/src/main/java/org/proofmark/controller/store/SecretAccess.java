package org.proofmark.controller.store;

import java.time.Instant;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;

/// Somebody was sent plain values of secrets.
///
/// @param caller subject of the client certificate
/// @param certificate its digest
/// @param unit empty for those of all units, in a report
/// @param credential empty for all
/// @param reason as the caller gave it
public record SecretAccess(
        Instant time,
        String caller,
        Digest certificate,
        CampaignId campaign,
        String unit,
        String credential,
        String reason) {}
