package org.proofmark.virtuallab.device;

import java.util.Set;

/// An account that is built into the firmware and that no set-up, change or reset touches.
///
/// @param doors where it opens
record FixedAccount(String username, String password, Set<Door> doors) {
    FixedAccount {
        doors = Set.copyOf(doors);
    }
}
