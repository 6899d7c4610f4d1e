package org.proofmark.virtuallab.device;

import java.util.Set;

/// What a change of the password changes.
///
/// @param possible whether there is one
/// @param stale doors that go on with the password from before the change
/// @param factoryReturns whether the factory password opens again, beside the user's, from the next
///   boot on
record ChangeManner(boolean possible, Set<Door> stale, boolean factoryReturns) {
    /// Everything, for good.
    static final ChangeManner USUAL = new ChangeManner(true, Set.of(), false);

    ChangeManner {
        stale = Set.copyOf(stale);
    }
}
