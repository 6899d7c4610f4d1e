package org.proofmark.credential.search;

import java.util.List;
import java.util.OptionalLong;

/// A way to read characters as a number, in lower case.
///
/// @param name for people
/// @param digits the characters in their order, the first being 0
record Numeral(String name, String digits) {
    private static final String ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// Those that counters are written in.
    static final List<Numeral> ALL =
            List.of(
                    new Numeral("decimal", "0123456789"),
                    new Numeral("hexadecimal", "0123456789abcdef"),
                    new Numeral("base 36", ALPHANUMERIC),
                    new Numeral("base 26", "abcdefghijklmnopqrstuvwxyz"),
                    new Numeral("letters and digits", "abcdefghijklmnopqrstuvwxyz0123456789"),
                    new Numeral("base 32", "abcdefghijklmnopqrstuvwxyz234567"),
                    new Numeral("base 32 after Crockford", "0123456789abcdefghjkmnpqrstvwxyz"),
                    new Numeral(
                            "digits and letters without I and O",
                            "0123456789abcdefghjklmnpqrstuvwxyz"),
                    new Numeral("letters without I and O", "abcdefghjklmnpqrstuvwxyz"),
                    new Numeral(
                            "unmistakable digits and letters", "23456789abcdefghjklmnpqrstuvwxyz"));

    private static final int MAX_BITS = 62;

    /// How many different digits.
    int base() {
        return digits.length();
    }

    /// How many digits fit into a long.
    int maxLength() {
        return (int) (MAX_BITS * Math.log(2) / Math.log(base()));
    }

    /// The number; empty where a character is no digit, or there are none or too many.
    OptionalLong read(String text) {
        if (text.isEmpty() || text.length() > maxLength()) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = digits.indexOf(text.charAt(i));
            if (digit < 0) {
                return OptionalLong.empty();
            }
            value = value * base() + digit;
        }
        return OptionalLong.of(value);
    }

    /// How many numbers have this length.
    long range(int length) {
        long range = 1;
        for (int i = 0; i < length; i++) {
            range *= base();
        }
        return range;
    }
}
