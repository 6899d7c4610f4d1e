package org.proofmark.credential.transform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

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
                    new Encoding("first 8 bytes, decimal", DIGITS, data -> unsigned(data, 8)),
                    new Encoding(
                            "digits among the hexadecimal digits",
                            DIGITS,
                            data -> hexadecimal(data, c -> c <= '9')),
                    new Encoding(
                            "letters among the hexadecimal digits",
                            "abcdef",
                            data -> hexadecimal(data, c -> c > '9')),
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
        // Of longer results the first bytes: nobody makes a password of 50 digits.
        boolean whole = digits.length() <= Character.MAX_RADIX && ALPHANUMERIC.startsWith(digits);
        int bytes = whole ? Integer.MAX_VALUE : MAX_NUMBER;
        var symbols = digits.getBytes(StandardCharsets.US_ASCII);
        var zero = whole ? digits.substring(0, 1) : "";
        return new Encoding(
                name,
                digits,
                data -> {
                    var text = new LongNumber(data, bytes).text(symbols);
                    return text.isEmpty() ? zero : text;
                });
    }

    /// Every step-th byte from the first on, each for a symbol.
    private static Encoding mapped(String name, String symbols, int first, int step) {
        var table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) symbols.charAt(i % symbols.length());
        }
        return new Encoding(
                name,
                symbols,
                data -> {
                    var text = new byte[Math.max(0, (data.length - first + step - 1) / step)];
                    for (int i = 0; i < text.length; i++) {
                        text[i] = table[data[first + i * step] & 0xff];
                    }
                    return ascii(text, text.length);
                });
    }

    private static Encoding nibbles(String name, String symbols) {
        var table = symbols.getBytes(StandardCharsets.US_ASCII);
        return new Encoding(
                name,
                symbols,
                data -> {
                    var text = new byte[2 * data.length];
                    for (int i = 0; i < data.length; i++) {
                        text[2 * i] = table[(data[i] >> 4) & 0xf];
                        text[2 * i + 1] = table[data[i] & 0xf];
                    }
                    return ascii(text, text.length);
                });
    }

    /// Those of the hexadecimal digits that are wanted.
    private static String hexadecimal(byte[] data, IntPredicate wanted) {
        var text = new byte[2 * data.length];
        int length = 0;
        for (byte b : data) {
            for (int shift = 4; shift >= 0; shift -= 4) {
                char c = HEX.charAt((b >> shift) & 0xf);
                if (wanted.test(c)) {
                    text[length++] = (byte) c;
                }
            }
        }
        return ascii(text, length);
    }

    private static String ascii(byte[] text, int length) {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /// Five bits a symbol, without padding (RFC 4648).
    private static Encoding bits(String name, String symbols) {
        var table = symbols.getBytes(StandardCharsets.US_ASCII);
        return new Encoding(
                name,
                symbols,
                data -> {
                    var text = new byte[(8 * data.length + 4) / 5];
                    int length = 0;
                    int buffer = 0;
                    int held = 0;
                    for (byte b : data) {
                        buffer = (buffer << 8) | (b & 0xff);
                        held += 8;
                        while (held >= 5) {
                            held -= 5;
                            text[length++] = table[(buffer >> held) & 0x1f];
                        }
                        buffer &= (1 << held) - 1;
                    }
                    if (held > 0) {
                        text[length++] = table[(buffer << (5 - held)) & 0x1f];
                    }
                    return ascii(text, length);
                });
    }

    private static String word(byte[] data, boolean last, boolean lowestFirst) {
        if (data.length < 4) {
            return unsigned(data, data.length);
        }
        int start = last ? data.length - 4 : 0;
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (data[lowestFirst ? start + 3 - i : start + i] & 0xff);
        }
        // Ten digits, so that digits counted from the end stand at the same places.
        var text = new byte[10];
        for (int i = text.length - 1; i >= 0; i--) {
            text[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        return ascii(text, text.length);
    }

    /// So many of the first bytes as one number.
    private static String unsigned(byte[] data, int bytes) {
        var text = new LongNumber(data, bytes).text(DIGITS.getBytes(StandardCharsets.US_ASCII));
        return text.isEmpty() ? "0" : text;
    }
}
