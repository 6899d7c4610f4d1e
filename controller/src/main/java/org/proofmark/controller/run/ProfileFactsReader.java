package org.proofmark.controller.run;

import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.verdict.ProfileFacts;

/// What the judge needs to know of a profile.
final class ProfileFactsReader {
    private ProfileFactsReader() {}

    static ProfileFacts of(DeviceProfile profile) {
        return ProfileFacts.of(profile);
    }
}
