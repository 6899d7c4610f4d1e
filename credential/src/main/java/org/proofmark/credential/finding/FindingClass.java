package org.proofmark.credential.finding;

import java.util.List;

/// Kinds of findings, each with the rules that it breaks, the first being the one that it is
/// reported under.
public enum FindingClass {
    /// One password on several units.
    DUPLICATE("duplicate", Rule.EN_5_1_1),
    /// A password of the list of universal defaults.
    UNIVERSAL_DEFAULT("universal-default", Rule.EN_5_1_1, Rule.PSTI_D),
    /// No password at all.
    EMPTY("empty-password", Rule.PSTI_D, Rule.EN_5_1_2),
    /// Neighbours differ by a small or constant step.
    COUNTER("counter", Rule.PSTI_A, Rule.EN_5_1_2),
    /// Worked out from a MAC address, serial number or another number of the unit alone.
    IDENTIFIER("identifier-derived", Rule.PSTI_C, Rule.EN_5_1_2),
    /// Worked out from what is broadcast or the same for many units: SSID, model, batch.
    PUBLIC("public-information", Rule.PSTI_B, Rule.EN_5_1_2),
    /// A hash without a key of a number of the unit.
    UNKEYED_HASH("unkeyed-hash", Rule.PSTI_C, Rule.EN_5_1_2),
    /// A hash with a salt or key that stands in the firmware.
    SALTED_HASH("salted-hash", Rule.PSTI_C, Rule.EN_5_1_2),
    /// A generator whose formula is published.
    NAMED_FAMILY("named-family", Rule.PSTI_C, Rule.EN_5_1_2),
    /// A pseudo-random sequence whose seed is a time or an uptime.
    TIME_SEEDED("time-seeded", Rule.PSTI_D, Rule.EN_5_1_2),
    /// A date.
    DATE("date", Rule.PSTI_B, Rule.EN_5_1_2),
    /// A word of a list, with some digits.
    DICTIONARY("dictionary", Rule.PSTI_D, Rule.EN_5_1_2),
    /// Fewer values than a password wants.
    SMALL_KEYSPACE("small-keyspace", Rule.PSTI_D, Rule.EN_5_1_2),
    /// Units that were made one after the other have passwords that are alike.
    NEIGHBOURS("alike-neighbours", Rule.PSTI_A, Rule.EN_5_1_2);

    private final String label;

    // Made by List.of, which nobody can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Rule> rules;

    FindingClass(String label, Rule... rules) {
        this.label = label;
        this.rules = List.of(rules);
    }

    /// As reports name it.
    public String label() {
        return label;
    }

    /// The rules that it breaks, the main one first.
    public List<Rule> rules() {
        return rules;
    }
}
