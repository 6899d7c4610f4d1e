package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.UnitId;

/// What the comparison of plain values gave, without the values. Made once by the controller, when
/// the collect phase has ended, with module `credential`.
///
/// @param analyser name and version, such as `exact/1`; empty where nothing was compared
/// @param transforms what was tried, in words, such as `equal values`
/// @param compared every secret whose value was at hand
/// @param equal groups of two or more secrets of one value; a secret is in one group at most
/// @param listed secrets whose value stands in the list of universal defaults
/// @param inputs keyed digests of the values, to tell later that the same inputs were used
public record SecretAnalysis(
        String analyser,
        List<String> transforms,
        List<SecretRef> compared,
        List<EqualSecrets> equal,
        List<ListedSecret> listed,
        List<Digest> inputs) {
    public SecretAnalysis {
        transforms = List.copyOf(transforms);
        compared = List.copyOf(compared);
        equal = List.copyOf(equal);
        listed = List.copyOf(listed);
        inputs = List.copyOf(inputs);
    }

    /// Nothing was compared yet: the uniqueness of a factory credential stays open.
    public static SecretAnalysis notMade() {
        return new SecretAnalysis("", List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// Which secret is meant.
    ///
    /// @param attempt the attempt of the unit's collect run that named it
    /// @param secretId its name in that attempt's observations
    public record SecretRef(UnitId unit, int attempt, String secretId) {}

    /// Secrets that have one value.
    public record EqualSecrets(List<SecretRef> secrets) {
        public EqualSecrets {
            secrets = List.copyOf(secrets);
            if (secrets.size() < 2) {
                throw new IllegalArgumentException("a group wants two secrets or more");
            }
        }
    }

    /// A secret whose value is in the list of universal defaults.
    ///
    /// @param entry the entry's public name, such as `root/xc3511`
    public record ListedSecret(SecretRef secret, String entry) {}
}
