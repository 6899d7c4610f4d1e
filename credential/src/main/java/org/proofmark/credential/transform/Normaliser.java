package org.proofmark.credential.transform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// How a value is written before a function takes it.
///
/// @param name for people; empty for 'as it is'
/// @param bytes what the function gets; an empty array where it cannot be written so
public record Normaliser(String name, Function<String, byte[]> bytes) {
    private static final byte[] NONE = {};

    /// As it is written.
    public static final Normaliser AS_IS = text("", value -> value);

    /// Those for values that are no address.
    public static final List<Normaliser> FOR_TEXT =
            List.of(
                    AS_IS,
                    text("lower case", value -> value.toLowerCase(Locale.ROOT)),
                    text("upper case", value -> value.toUpperCase(Locale.ROOT)),
                    text("letters and digits only", value -> value.replaceAll("[^A-Za-z0-9]", "")),
                    text("digits only", value -> value.replaceAll("[^0-9]", "")),
                    text("last 4", value -> last(value, 4)),
                    text("last 6", value -> last(value, 6)),
                    text("last 8", value -> last(value, 8)),
                    text("reversed", Normaliser::reversed),
                    text("with line feed", value -> value + "\n"),
                    text("with NUL", value -> value + "\0"),
                    text("in base 64", Normaliser::base64));

    /// Those for MAC addresses, given as twelve hexadecimal digits in lower case.
    public static final List<Normaliser> FOR_MAC = forMac();

    /// The few that are worth a try with each of thousands of salts.
    public static final List<Normaliser> FOR_MAC_SALTED =
            List.of(
                    text("lower case", value -> value),
                    text("upper case", value -> value.toUpperCase(Locale.ROOT)),
                    text("lower case with ':'", value -> separated(value, ":")),
                    text(
                            "upper case with ':'",
                            value -> separated(value, ":").toUpperCase(Locale.ROOT)),
                    new Normaliser("6 bytes", Normaliser::unhex));

    private static List<Normaliser> forMac() {
        var all = new ArrayList<Normaliser>();
        for (boolean upper : new boolean[] {false, true}) {
            var name = upper ? "upper case" : "lower case";
            all.add(cased(name, upper, value -> value));
            all.add(cased(name + " with ':'", upper, value -> separated(value, ":")));
            all.add(cased(name + " with '-'", upper, value -> separated(value, "-")));
            all.add(cased(name + ", last 6", upper, value -> last(value, 6)));
            all.add(cased(name + ", last 8", upper, value -> last(value, 8)));
            all.add(cased(name + ", last 4", upper, value -> last(value, 4)));
            all.add(cased(name + ", reversed", upper, Normaliser::reversed));
            all.add(cased(name + ", bytes reversed", upper, Normaliser::bytesReversed));
            all.add(cased(name + " with line feed", upper, value -> value + "\n"));
            all.add(cased(name + " with NUL", upper, value -> value + "\0"));
        }
        all.add(text("in base 64", Normaliser::base64));
        all.add(new Normaliser("6 bytes", Normaliser::unhex));
        all.add(new Normaliser("last 3 bytes", value -> unhex(last(value, 6))));
        all.add(new Normaliser("last 4 bytes", value -> unhex(last(value, 8))));
        all.add(new Normaliser("6 bytes reversed", value -> unhex(bytesReversed(value))));
        return List.copyOf(all);
    }

    private static Normaliser cased(String name, boolean upper, Function<String, String> change) {
        return text(
                name,
                value ->
                        upper ? change.apply(value).toUpperCase(Locale.ROOT) : change.apply(value));
    }

    private static Normaliser text(String name, Function<String, String> change) {
        return new Normaliser(name, value -> change.apply(value).getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String last(String value, int count) {
        return value.substring(Math.max(0, value.length() - count));
    }

    private static String reversed(String value) {
        return new StringBuilder(value).reverse().toString();
    }

    private static String separated(String hex, String separator) {
        return hex.replaceAll("..(?=.)", "$0" + separator);
    }

    private static String bytesReversed(String hex) {
        var text = new StringBuilder();
        for (int i = hex.length() - 2; i >= 0; i -= 2) {
            text.append(hex, i, i + 2);
        }
        return text.toString();
    }

    private static byte[] unhex(String hex) {
        return hex.length() % 2 == 0 ? HexFormat.of().parseHex(hex) : NONE;
    }
}
