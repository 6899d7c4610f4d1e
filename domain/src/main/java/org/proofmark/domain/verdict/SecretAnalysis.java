package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Objects;
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
/// @param studied one entry per credential and state whose values were searched for derivations
/// @param inputs keyed digests of the values, to tell later that the same inputs were used
/// @param images firmware images whose strings were tried as salts and keys; without one, a hash
///   with a constant salt cannot be told from a keyed one
public record SecretAnalysis(
        String analyser,
        List<String> transforms,
        List<SecretRef> compared,
        List<EqualSecrets> equal,
        List<ListedSecret> listed,
        List<Digest> inputs,
        List<Studied> studied,
        List<SearchedImage> images) {
    public SecretAnalysis {
        transforms = List.copyOf(transforms);
        compared = List.copyOf(compared);
        equal = List.copyOf(equal);
        listed = List.copyOf(listed);
        inputs = List.copyOf(inputs);
        // what was stored before there were studies, or images, has none
        studied = List.copyOf(Objects.requireNonNullElse(studied, List.of()));
        images = List.copyOf(Objects.requireNonNullElse(images, List.of()));
    }

    /// A comparison alone, without a search for what the values are derived from.
    public SecretAnalysis(
            String analyser,
            List<String> transforms,
            List<SecretRef> compared,
            List<EqualSecrets> equal,
            List<ListedSecret> listed,
            List<Digest> inputs) {
        this(analyser, transforms, compared, equal, listed, inputs, List.of(), List.of());
    }

    /// The same with what searches for derivations gave.
    ///
    /// @param searched images whose strings they tried
    public SecretAnalysis with(List<Studied> studies, List<SearchedImage> searched) {
        return new SecretAnalysis(
                analyser, transforms, compared, equal, listed, inputs, studies, searched);
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

    /// What a search for derivations gave on the values of one credential in one state.
    ///
    /// @param credential the profile's name of it
    /// @param resets 0 = as delivered, else after so many resets
    /// @param analyser name and version
    /// @param units how many units' values were searched
    /// @param transforms how many transforms were tried
    /// @param fields names of the identifiers that values were compared with
    /// @param found what explains values, the most telling first
    public record Studied(
            String credential,
            int resets,
            String analyser,
            int units,
            long transforms,
            List<String> fields,
            List<Explained> found) {
        public Studied {
            fields = List.copyOf(fields);
            found = List.copyOf(found);
        }
    }

    /// A firmware image whose strings were tried as salts and keys.
    ///
    /// @param digest SHA-256 of the file
    /// @param tried how many strings were tried
    /// @param found how many different ones it has, also in packed parts
    public record SearchedImage(Digest digest, int tried, int found) {}

    /// Something that explains values, without them.
    ///
    /// @param kind the finding's class, such as `identifier-derived` (docs/analyser.md)
    /// @param weight what follows
    /// @param transform how to get from what is known to the value
    /// @param explanation for people
    /// @param secrets those that it explains
    /// @param counterExample the first unit that it does not explain, or empty
    /// @param coincidence the probability that chance did it, corrected for the transforms tried
    public record Explained(
            String kind,
            Weight weight,
            String transform,
            String explanation,
            List<SecretRef> secrets,
            String counterExample,
            double coincidence) {
        public Explained {
            secrets = List.copyOf(secrets);
        }
    }

    /// What follows from an explanation.
    public enum Weight {
        /// The rule is broken.
        BREAKS,
        /// A person must judge.
        ASKS
    }
}
