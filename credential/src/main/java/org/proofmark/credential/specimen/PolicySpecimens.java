package org.proofmark.credential.specimen;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.proofmark.credential.specimen.Specimen.Generator;

/// Honest generators under the rules that makers give themselves, for units of several lines.
final class PolicySpecimens {
    private static final String BASE58 =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String UNMISTAKABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String CONSONANTS = "bcdfghjklmnprstvz";
    private static final String VOWELS = "aeiou";

    private PolicySpecimens() {}

    static List<Specimen> all() {
        var all = new ArrayList<Specimen>();
        drawn(all);
        ruled(all);
        parts(all);
        keyed(all);
        return all;
    }

    private static void drawn(List<Specimen> all) {
        add(all, "10 base-58 digits", (u, r) -> Draw.text(r, BASE58, 10));
        add(all, "12 lower-case letters", (u, r) -> Draw.text(r, Draw.LOWER, 12));
        add(all, "8 digits", (u, r) -> Draw.text(r, Draw.DIGITS, 8));
        add(all, "16 hexadecimal digits", (u, r) -> Draw.text(r, Draw.HEX, 16));
        add(all, "10 letters and digits", (u, r) -> Draw.text(r, Draw.BASE62, 10));
        add(all, "10 unmistakable characters", (u, r) -> Draw.text(r, UNMISTAKABLE, 10));
        add(all, "three words", (u, r) -> HonestSpecimens.words(r, 3, "-"));
        add(all, "four words in capitals", (u, r) -> upper(HonestSpecimens.words(r, 4, " ")));
        add(
                all,
                "two words and 4 digits",
                (u, r) -> HonestSpecimens.words(r, 2, "-") + "-" + Draw.text(r, Draw.DIGITS, 4));
        add(all, "no vowels", (u, r) -> Draw.text(r, CONSONANTS, 11));
        add(all, "UUID in capitals", (u, r) -> upper(new UUID(r.nextLong(), r.nextLong()) + ""));
    }

    private static void ruled(List<Specimen> all) {
        add(all, "K and 11 characters", (u, r) -> "K" + Draw.text(r, UNMISTAKABLE, 11));
        add(all, "2024- and 10 characters", (u, r) -> "2024-" + Draw.text(r, Draw.BASE36, 10));
        add(all, "groups of five", (u, r) -> groups(Draw.text(r, UNMISTAKABLE, 15)));
        add(all, "check character", (u, r) -> checked("AX-", Draw.text(r, UNMISTAKABLE, 9)));
        add(all, "WPS PIN and a word", (u, r) -> "pin" + OddSpecimens.luhn(digits(r, 10)));
        add(all, "syllables", (u, r) -> syllable(r) + "-" + syllable(r) + "-" + syllable(r));
        add(
                all,
                "one of each class",
                (u, r) ->
                        Draw.text(r, "ABCDEFGHJKLMNPQRSTUVWXYZ", 2)
                                + Draw.text(r, Draw.LOWER, 6)
                                + Draw.text(r, Draw.DIGITS, 2)
                                + Draw.text(r, "!#%+-", 1));
        add(all, "neighbours differ", (u, r) -> neverTwice(r, Draw.DIGITS, 12));
        add(all, "another rule for each batch", (u, r) -> byBatch(u.batch(), r));
    }

    private static String byBatch(String batch, RandomGenerator random) {
        return switch (batch) {
            case "L1" -> "A1-" + Draw.text(random, Draw.HEX, 12);
            case "L2" -> Draw.text(random, Draw.DIGITS, 12);
            case "L3" -> HonestSpecimens.words(random, 4, "-");
            case "L4" -> Draw.text(random, UNMISTAKABLE, 10) + "!";
            default -> groups(Draw.text(random, Draw.BASE36, 15));
        };
    }

    private static void parts(List<Specimen> all) {
        add(
                all,
                "number of the line and 10 characters",
                (u, r) -> u.batch() + "-" + Draw.text(r, Draw.BASE36, 10));
        add(
                all,
                "time-ordered UUID",
                (u, r) ->
                        String.format(
                                Locale.ROOT,
                                "%012x7%s",
                                1_700_000_000_000L + 30_000L * u.index(),
                                Draw.text(r, Draw.HEX, 19)));
        add(
                all,
                "end of the IMEI and 12 characters",
                (u, r) -> u.imei().substring(11) + "-" + Draw.text(r, Draw.BASE36, 12));
        add(
                all,
                "model, date and 10 characters",
                (u, r) -> "AX50-" + u.made() + "-" + Draw.text(r, Draw.BASE62, 10));
        add(
                all,
                "SSID and 12 characters",
                (u, r) -> u.ssid() + "/" + Draw.text(r, Draw.BASE62, 12));
    }

    private static void keyed(List<Specimen> all) {
        add(all, "HMAC in base 36", (u, r) -> number(u, 36).substring(0, 10));
        add(all, "HMAC in base 32", (u, r) -> upper(number(u, 32)).substring(0, 12));
        add(all, "HMAC in decimal", (u, r) -> number(u, 10).substring(0, 12));
        add(all, "HMAC as 8 digits", (u, r) -> last(number(u, 10), 8));
        add(
                all,
                "HMAC through an alphabet of its own",
                (u, r) -> table(HexFormat.of().parseHex(HonestSpecimens.keyed(u.serial()))));
    }

    private static String number(Identities unit, int radix) {
        return new BigInteger(HonestSpecimens.keyed(unit.serial() + unit.mac().hex()), 16)
                .toString(radix);
    }

    static String table(byte[] digest) {
        var alphabet = "7KQ2MXW9PBTR4HZCVN6JDG8FLY3S5A";
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append(alphabet.charAt((digest[i] & 0xff) % alphabet.length()));
        }
        return text.toString();
    }

    private static String checked(String prefix, String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (i + 1) * UNMISTAKABLE.indexOf(text.charAt(i));
        }
        return prefix + text + UNMISTAKABLE.charAt(sum % UNMISTAKABLE.length());
    }

    private static String syllable(RandomGenerator random) {
        return Draw.text(random, CONSONANTS, 1)
                + Draw.text(random, VOWELS, 1)
                + Draw.text(random, CONSONANTS, 1)
                + Draw.text(random, Draw.DIGITS, 1);
    }

    private static String neverTwice(RandomGenerator random, String alphabet, int length) {
        var text = new StringBuilder(Draw.text(random, alphabet, 1));
        while (text.length() < length) {
            var next = Draw.text(random, alphabet, 1);
            if (!text.toString().endsWith(next)) {
                text.append(next);
            }
        }
        return text.toString();
    }

    private static String groups(String text) {
        return text.replaceAll(".....(?=.)", "$0-");
    }

    private static String digits(RandomGenerator random, int length) {
        return Draw.text(random, Draw.DIGITS, length);
    }

    private static String last(String text, int count) {
        return text.substring(text.length() - count);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static void add(List<Specimen> all, String name, Generator generator) {
        all.add(new Specimen(name, Specimen.Kind.HONEST, List.of(), generator).inScatteredLine());
    }
}
