package org.proofmark.credential.population;

import java.util.HexFormat;
import java.util.Optional;

/// A MAC address of 48 bits.
///
/// @param value 0 to 2^48 - 1
public record MacAddress(long value) {
    private static final long MASK = (1L << 48) - 1;

    public MacAddress {
        if ((value & ~MASK) != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits, got " + value);
        }
    }

    /// Reads any of the five spellings, in either case: `AA:BB:CC:DD:EE:FF`, the same with `-` or
    /// blanks, `AABB.CCDD.EEFF`, `AABBCCDDEEFF`; empty where it is none of them. Written by hand,
    /// since it runs once for each of millions of rows.
    public static Optional<MacAddress> parse(String text) {
        var trimmed = text.strip();
        return switch (trimmed.length()) {
            case 12 -> read(trimmed, 12, ' ');
            case 14 -> read(trimmed, 4, '.');
            case 17 -> {
                char separator = trimmed.charAt(2);
                yield separator == ':' || separator == '-' || separator == ' '
                        ? read(trimmed, 2, separator)
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /// Groups of so many digits, with a separator between.
    private static Optional<MacAddress> read(String text, int group, char separator) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i % (group + 1) == group) {
                if (c != separator) {
                    return Optional.empty();
                }
            } else if (HexFormat.isHexDigit(c)) {
                value = (value << 4) | HexFormat.fromHexDigit(c);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new MacAddress(value));
    }

    /// The address that many further on, around the end.
    public MacAddress plus(int offset) {
        return new MacAddress((value + offset) & MASK);
    }

    /// Twelve lower-case hexadecimal digits.
    public String hex() {
        return HexFormat.of().toHexDigits(value, 12);
    }
}
