package org.proofmark.controller.report;

import org.proofmark.credential.finding.FindingClass;

/// What a finding about a list of passwords is called, and what ends it, in plain words.
final class Remedies {
    private static final String RANDOM =
            "draw each password from a random source when the unit is made, and refuse values that"
                    + " were given before.";

    private Remedies() {}

    static String title(FindingClass kind) {
        return switch (kind) {
            case DUPLICATE -> "Several units have the same password";
            case UNIVERSAL_DEFAULT -> "Passwords that every attacker tries first";
            case COUNTER -> "Passwords are counted";
            case NEIGHBOURS -> "Neighbours have passwords that are alike";
            case PUBLIC -> "Passwords come from what is broadcast";
            case DATE -> "Passwords are dates";
            case IDENTIFIER -> "Passwords come from an identifier";
            case UNKEYED_HASH -> "Passwords are a hash of an identifier";
            case SALTED_HASH -> "Passwords are a hash whose salt is in the firmware";
            case NAMED_FAMILY -> "Passwords come from a published generator";
            case DICTIONARY -> "Passwords are words";
            case TIME_SEEDED -> "Passwords are seeded by the time";
            case SMALL_KEYSPACE -> "There are few passwords to choose from";
            case EMPTY -> "Units without a password";
        };
    }

    static String remedy(FindingClass kind) {
        return switch (kind) {
            case DUPLICATE, COUNTER, NEIGHBOURS, PUBLIC, DATE, IDENTIFIER -> RANDOM;
            case UNKEYED_HASH, NAMED_FAMILY ->
                    RANDOM
                            + " If they must be computed, use a keyed hash (HMAC-SHA-256) whose key stays"
                            + " in the factory.";
            case SALTED_HASH ->
                    "whoever unpacks the firmware has the salt. "
                            + "Keep the key in the factory and out of every image, or "
                            + RANDOM;
            case UNIVERSAL_DEFAULT, DICTIONARY -> RANDOM;
            case TIME_SEEDED ->
                    "take random bytes from the operating system (getrandom, /dev/urandom), not from a"
                            + " sequence that starts at the clock or the uptime.";
            case SMALL_KEYSPACE ->
                    "more characters that are drawn at random: 10 of letters and digits are plenty. If"
                            + " it must stay short, lock out after a few wrong tries, and have that"
                            + " measured.";
            case EMPTY -> "give every unit a password before it leaves the factory.";
        };
    }
}
