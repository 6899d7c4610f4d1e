package org.proofmark.credential.transform;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// How bytes become characters. Searches compare without regard to case, so one encoding stands for
/// both.
///
/// @param name for people; empty for text that stays as it is
/// @param symbols characters that it can give, in lower case; empty for any
/// @param text the characters
public record Encoding(String name, String symbols, Function<byte[], String> text) {
    private static final String DIGITS = "0123456789";
    private static final String HEX = "0123456789abcdef";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String ALPHANUMERIC = DIGITS + LETTERS;
    private static final int MAX_NUMBER = 20;

    /// Bytes that were text and stay it.
    public static final Encoding TEXT =
            new Encoding("", "", data -> new String(data, StandardCharsets.UTF_8));

    /// Hexadecimal.
    public static final Encoding HEXADECIMAL =
            new Encoding("hexadecimal", HEX, HexFormat.of()::formatHex);

    /// Numbers, for bytes that are a number themselves.
    public static final List<Encoding> NUMBERS =
            List.of(
                    HEXADECIMAL,
                    number("decimal", DIGITS),
                    number("base 36", ALPHANUMERIC),
                    number("base 26", LETTERS),
                    number("octal", "01234567"));

    /// The few that are worth a try with each of thousands of salts.
    public static final List<Encoding> SALTED =
            List.of(
                    HEXADECIMAL,
                    base64(),
                    bits("base 32", "abcdefghijklmnopqrstuvwxyz234567"),
                    mapped("bytes mod 26 as letters", LETTERS, 0, 1),
                    mapped("bytes mod 10 as digits", DIGITS, 0, 1),
                    mapped("bytes mod 36 as digits and letters", ALPHANUMERIC, 0, 1));

    /// All, the usual ones first.
    public static final List<Encoding> ALL =
            List.of(
                    HEXADECIMAL,
                    base64(),
                    bits("base 32", "abcdefghijklmnopqrstuvwxyz234567"),
                    number("base 36", ALPHANUMERIC),
                    number("decimal", DIGITS),
                    new Encoding(
                            "first 4 bytes, decimal", DIGITS, data -> word(data, false, false)),
                    new Encoding("last 4 bytes, decimal", DIGITS, data -> word(data, true, false)),
                    new Encoding(
                            "first 4 bytes, lowest first, decimal",
                            DIGITS,
                            data -> word(data, false, true)),
                    new Encoding(
                            "first 8 bytes, decimal", DIGITS, data -> unsigned(head(data, 8), 10)),
                    new Encoding(
                            "digits among the hexadecimal digits",
                            DIGITS,
                            data -> HexFormat.of().formatHex(data).replaceAll("[a-f]", "")),
                    new Encoding(
                            "letters among the hexadecimal digits",
                            "abcdef",
                            data -> HexFormat.of().formatHex(data).replaceAll("[0-9]", "")),
                    mapped("bytes mod 26 as letters", LETTERS, 0, 1),
                    mapped("bytes 1, 3, 5 ... mod 26 as letters", LETTERS, 1, 2),
                    mapped("bytes 0, 2, 4 ... mod 26 as letters", LETTERS, 0, 2),
                    mapped("bytes mod 10 as digits", DIGITS, 0, 1),
                    mapped("bytes mod 36 as digits and letters", ALPHANUMERIC, 0, 1),
                    mapped("bytes mod 36 as letters and digits", LETTERS + DIGITS, 0, 1),
                    mapped("bytes mod 16 as hexadecimal digits", HEX, 0, 1),
                    mapped("bytes mod 62 as digits and letters", ALPHANUMERIC + LETTERS, 0, 1),
                    mapped("bytes mod 62 as letters and digits", LETTERS + LETTERS + DIGITS, 0, 1),
                    mapped(
                            "bytes mod 32 as base 32 digits",
                            "abcdefghijklmnopqrstuvwxyz234567",
                            0,
                            1),
                    mapped(
                            "bytes mod 32 as Crockford's digits",
                            "0123456789abcdefghjkmnpqrstvwxyz",
                            0,
                            1),
                    mapped(
                            "bytes mod 24 as letters without I and O",
                            "abcdefghjklmnpqrstuvwxyz",
                            0,
                            1),
                    mapped(
                            "bytes mod 32 as unmistakable digits and letters",
                            "23456789abcdefghjklmnpqrstuvwxyz",
                            0,
                            1),
                    nibbles("half-bytes as letters a to p", "abcdefghijklmnop"),
                    nibbles("half-bytes mod 10 as digits", "0123456789012345"),
                    bits("base 32 after Crockford", "0123456789abcdefghjkmnpqrstvwxyz"),
                    number("base 26", LETTERS),
                    new Encoding(
                            "hexadecimal → base 64",
                            ALPHANUMERIC + "+/=",
                            data ->
                                    Base64.getEncoder()
                                            .encodeToString(
                                                    HexFormat.of()
                                                            .formatHex(data)
                                                            .getBytes(StandardCharsets.US_ASCII))),
                    number(
                            "base 58",
                            "123456789abcdefghjklmnpqrstuvwxyzabcdefghijkmnopqrstuvwxyz"));

    /// Whether every one of these characters can come out.
    public boolean canGive(Set<Character> wanted) {
        return symbols.isEmpty() || wanted.stream().allMatch(c -> symbols.indexOf(c) >= 0);
    }

    private static Encoding base64() {
        return new Encoding(
                "base 64", ALPHANUMERIC + "+/=", data -> Base64.getEncoder().encodeToString(data));
    }

    /// The bytes as one number, highest byte first.
    private static Encoding number(String name, String digits) {
        int base = digits.length();
        if (base <= Character.MAX_RADIX && ALPHANUMERIC.startsWith(digits)) {
            return new Encoding(name, digits, data -> unsigned(data, base));
        }
        // Of longer results the first bytes: nobody makes a password of 50 digits.
        return new Encoding(
                name, digits, data -> inBase(new BigInteger(1, head(data, MAX_NUMBER)), digits));
    }

    private static String inBase(BigInteger value, String digits) {
        var base = BigInteger.valueOf(digits.length());
        var text = new StringBuilder();
        for (var rest = value; rest.signum() > 0; rest = rest.divide(base)) {
            text.append(digits.charAt(rest.mod(base).intValue()));
        }
        return text.reverse().toString();
    }

    /// Every step-th byte from the first on, each for a symbol.
    private static Encoding mapped(String name, String symbols, int first, int step) {
        return new Encoding(
                name,
                symbols,
                data -> {
                    var text = new StringBuilder(data.length);
                    for (int i = first; i < data.length; i += step) {
                        text.append(symbols.charAt((data[i] & 0xff) % symbols.length()));
                    }
                    return text.toString();
                });
    }

    private static Encoding nibbles(String name, String symbols) {
        return new Encoding(
                name,
                symbols,
                data -> {
                    var text = new StringBuilder(data.length * 2);
                    for (byte b : data) {
                        text.append(symbols.charAt((b >> 4) & 0xf)).append(symbols.charAt(b & 0xf));
                    }
                    return text.toString();
                });
    }

    /// Five bits a symbol, without padding (RFC 4648).
    private static Encoding bits(String name, String symbols) {
        return new Encoding(
                name,
                symbols,
                data -> {
                    var text = new StringBuilder();
                    int buffer = 0;
                    int held = 0;
                    for (byte b : data) {
                        buffer = (buffer << 8) | (b & 0xff);
                        held += 8;
                        while (held >= 5) {
                            held -= 5;
                            text.append(symbols.charAt((buffer >> held) & 0x1f));
                        }
                        buffer &= (1 << held) - 1;
                    }
                    if (held > 0) {
                        text.append(symbols.charAt((buffer << (5 - held)) & 0x1f));
                    }
                    return text.toString();
                });
    }

    private static String word(byte[] data, boolean last, boolean lowestFirst) {
        if (data.length < 4) {
            return unsigned(data, 10);
        }
        int start = last ? data.length - 4 : 0;
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (data[lowestFirst ? start + 3 - i : start + i] & 0xff);
        }
        // Ten digits, so that digits counted from the end stand at the same places.
        return String.format(java.util.Locale.ROOT, "%010d", value);
    }

    private static byte[] head(byte[] data, int count) {
        return java.util.Arrays.copyOf(data, Math.min(count, data.length));
    }

    private static String unsigned(byte[] data, int base) {
        return new BigInteger(1, data).toString(base);
    }
}
