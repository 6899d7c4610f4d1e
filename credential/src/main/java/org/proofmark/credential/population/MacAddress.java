package org.proofmark.credential.population;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A MAC address of 48 bits.
///
/// @param value 0 to 2^48 - 1
public record MacAddress(long value) {
    private static final long MASK = (1L << 48) - 1;

    /// `AA:BB:CC:DD:EE:FF`, the same with `-` or blanks, `AABB.CCDD.EEFF`, `AABBCCDDEEFF`.
    private static final Pattern SPELLINGS =
            Pattern.compile(
                    "\\p{XDigit}{2}([:\\- ])\\p{XDigit}{2}(\\1\\p{XDigit}{2}){4}"
                            + "|\\p{XDigit}{4}\\.\\p{XDigit}{4}\\.\\p{XDigit}{4}"
                            + "|\\p{XDigit}{12}");

    public MacAddress {
        if ((value & ~MASK) != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits, got " + value);
        }
    }

    /// Reads any of the five spellings, in either case; empty where it is none of them.
    public static Optional<MacAddress> parse(String text) {
        var trimmed = text.strip();
        if (!SPELLINGS.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        return Optional.of(new MacAddress(Long.parseLong(trimmed.replaceAll("[:\\-. ]", ""), 16)));
    }

    /// The address that many further on, around the end.
    public MacAddress plus(int offset) {
        return new MacAddress((value + offset) & MASK);
    }

    /// Twelve lower-case hexadecimal digits.
    public String hex() {
        return String.format(Locale.ROOT, "%012x", value);
    }
}
