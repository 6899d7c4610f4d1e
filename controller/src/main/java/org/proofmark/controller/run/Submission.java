package org.proofmark.controller.run;

import java.util.List;
import java.util.Optional;
import org.proofmark.controller.store.Images;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.domain.run.Digest;

/// What somebody wants to have certified.
///
/// @param requestId sending the same again gives the same campaign
/// @param profileFile the name that errors give the profile
/// @param device the catalogue's id, or empty: the profile's id is shown
/// @param suite a name of the catalogue, or empty where `suiteDigest` names a user's jar
/// @param preset its name
/// @param resets 0 = the preset's
/// @param trust PEM that the desk run trusts beside the public roots; may be empty
/// @param images that the profile names
@SuppressWarnings("ArrayRecordComponent") // bytes as they came, never compared
public record Submission(
        String requestId,
        byte[] profile,
        String profileFile,
        String device,
        String suite,
        Optional<Digest> suiteDigest,
        String preset,
        int resets,
        long seed,
        List<UnitRow> units,
        byte[] trust,
        Images images) {
    public Submission {
        units = List.copyOf(units);
    }
}
