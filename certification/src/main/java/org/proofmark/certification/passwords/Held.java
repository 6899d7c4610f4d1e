package org.proofmark.certification.passwords;

import org.proofmark.domain.observation.Secret;

/// A credential value that is known at present.
///
/// @param secret what it is called in records
record Held(String username, String value, Secret secret) {
    /// Without the value.
    @Override
    public String toString() {
        return "Held[" + username + ", " + secret.id() + "]";
    }
}
