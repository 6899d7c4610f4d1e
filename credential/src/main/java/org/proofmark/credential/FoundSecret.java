package org.proofmark.credential;

import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;

/// A secret with its plain value. Never logged: [#toString()] leaves the value out.
///
/// @param value may be empty (an empty password is a value)
public record FoundSecret(SecretRef ref, String value) {
    /// Without the value.
    @Override
    public String toString() {
        return "FoundSecret[" + ref + "]";
    }
}
