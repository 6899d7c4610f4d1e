package org.proofmark.controller.store;

import java.util.Optional;

/// A PostgreSQL database and the way in.
///
/// @param password empty where the server wants none or `~/.pgpass` has it
public record DatabaseAccess(DatabaseUrl url, Optional<String> password) {
    /// Without the password.
    @Override
    public String toString() {
        return url.toString();
    }
}
