package org.proofmark.credential.population;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// A MAC address of 48 bits.
///
/// @param value 0 to 2^48 - 1
public record MacAddress(long value) {
    private static final long MASK = (1L << 48) - 1;

    /// The value of a hexadecimal digit by its code, -1 for all else.
    private static final byte[] DIGITS = new byte[128];

    static {
        for (int c = 0; c < DIGITS.length; c++) {
            DIGITS[c] = (byte) Character.digit(c, 16);
        }
    }

    public MacAddress {
        if ((value & ~MASK) != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits, got " + value);
        }
    }

    /// Reads any of the five spellings, in either case: `AA:BB:CC:DD:EE:FF`, the same with `-` or
    /// blanks, `AABB.CCDD.EEFF`, `AABBCCDDEEFF`; empty where it is none of them.
    public static Optional<MacAddress> parse(String text) {
        // What is not Latin becomes a question mark.
        var bytes = text.strip().getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
    }

    /// The same for ASCII. Written by hand, since it runs once for each of millions of rows.
    ///
    /// @param from the first byte
    /// @param to behind the last
    public static Optional<MacAddress> parse(byte[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text[start])) {
            start++;
        }
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        return switch (end - start) {
            case 12 -> read(text, start, end, 12, ' ');
            case 14 -> read(text, start, end, 4, '.');
            case 17 -> {
                char separator = (char) text[start + 2];
                yield separator == ':' || separator == '-' || separator == ' '
                        ? read(text, start, end, 2, separator)
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    /// Groups of so many digits, with a separator between.
    private static Optional<MacAddress> read(
            byte[] text, int from, int to, int group, char separator) {
        long value = 0;
        int left = group;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (left == 0) {
                if (c != separator) {
                    return Optional.empty();
                }
                left = group;
                continue;
            }
            int digit = c < 0 ? -1 : DIGITS[c];
            if (digit < 0) {
                return Optional.empty();
            }
            value = (value << 4) | digit;
            left--;
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
