package org.proofmark.controller.run;

import java.util.List;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.verdict.PageEvidence;

/// Looks for the published pages of a profile, on the controller's side.
@FunctionalInterface
public interface DeskWork {
    /// Fetches, keeps as evidence, reads. Gives an entry per topic and throws nothing: what could
    /// not be fetched is an answer.
    ///
    /// @param trust PEM to trust beside the public roots; may be empty
    List<PageEvidence> look(DeviceProfile profile, byte[] trust) throws InterruptedException;
}
