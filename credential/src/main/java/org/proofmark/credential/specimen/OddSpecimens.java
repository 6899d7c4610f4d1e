package org.proofmark.credential.specimen;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.proofmark.credential.specimen.Specimen.Generator;

/// Honest generators that look as if they were not: what a hasty analyser would accuse.
final class OddSpecimens {
    private static final String CONSONANTS = "bcdfghjkmnprstvz";
    private static final String VOWELS = "aeiou";

    private OddSpecimens() {}

    static List<Specimen> all() {
        var all = new ArrayList<Specimen>();
        shapes(all);
        partsThatAreKnown(all);
        keyed(all);
        return all;
    }

    private static void shapes(List<Specimen> all) {
        add(all, "pronounceable", (u, r) -> syllables(r, 5) + Draw.text(r, Draw.DIGITS, 2));
        add(all, "digits with Luhn's check digit", (u, r) -> luhn(Draw.text(r, Draw.DIGITS, 11)));
        add(all, "6 digits", (u, r) -> Draw.text(r, Draw.DIGITS, 6));
        add(all, "looks like an address", (u, r) -> pairs(Draw.text(r, Draw.HEX, 12), ":"));
        add(all, "looks like an address, capitals", (u, r) -> pairs(hex(r, 12), "-"));
        add(all, "UUID", (u, r) -> new UUID(r.nextLong(), r.nextLong()).toString());
        add(all, "16 bytes in base 64", (u, r) -> base64(r, 16));
        add(all, "no character twice", (u, r) -> shuffled(Draw.BASE36, r).substring(0, 10));
        add(all, "digits without 0", (u, r) -> Draw.text(r, "123456789", 9));
        add(all, "groups of digits", (u, r) -> grouped(Draw.text(r, Draw.DIGITS, 12)));
        add(all, "letter and 9 digits", (u, r) -> hexLetter(r) + Draw.text(r, Draw.DIGITS, 9));
        add(
                all,
                "a generator for each batch",
                (u, r) ->
                        u.batch().startsWith("A")
                                ? Draw.text(r, Draw.HEX, 10)
                                : Draw.text(r, Draw.BASE32, 10));
        add(
                all,
                "a length for each batch",
                (u, r) -> Draw.text(r, Draw.BASE36, u.batch().startsWith("A") ? 10 : 12));
        add(
                all,
                "letters and signs",
                (u, r) -> Draw.text(r, Draw.LOWER, 4) + "!" + Draw.text(r, Draw.LOWER, 6) + "?");
        add(all, "octal", (u, r) -> Draw.text(r, "01234567", 14));
        add(all, "binary", (u, r) -> Draw.text(r, "01", 40));
    }

    /// A part that anybody knows, and enough that nobody does.
    private static void partsThatAreKnown(List<Specimen> all) {
        add(
                all,
                "date of manufacture before 10 random characters",
                (u, r) ->
                        u.made().format(DateTimeFormatter.BASIC_ISO_DATE)
                                + Draw.text(r, Draw.BASE36, 10));
        add(
                all,
                "date of manufacture, '-', 10 random characters",
                (u, r) -> u.made() + "-" + Draw.text(r, Draw.BASE36, 10));
        add(all, "serial number and 12 random", (u, r) -> u.serial() + Draw.text(r, Draw.HEX, 12));
        add(
                all,
                "end of the MAC and 12 random",
                (u, r) -> u.mac().hex().substring(8) + "-" + Draw.text(r, Draw.BASE36, 12));
        add(
                all,
                "10 random and the end of the serial number",
                (u, r) -> Draw.text(r, Draw.BASE62, 10) + u.serial().substring(6));
        add(
                all,
                "week of manufacture and 10 random",
                (u, r) ->
                        String.format(Locale.ROOT, "w%02d", u.made().getDayOfYear() / 7 + 1)
                                + Draw.text(r, Draw.BASE36, 10));
        add(
                all,
                "SSID's beginning and 9 random",
                (u, r) -> u.ssid().substring(0, 5) + Draw.text(r, Draw.BASE32, 9));
        add(
                all,
                "batch in the middle",
                (u, r) ->
                        Draw.text(r, Draw.BASE36, 5)
                                + u.batch().toLowerCase(Locale.ROOT)
                                + Draw.text(r, Draw.BASE36, 5));
        add(
                all,
                "words with a capital and a number",
                (u, r) -> capital(syllables(r, 3)) + capital(syllables(r, 3)) + r.nextInt(10, 100));
    }

    private static void keyed(List<Specimen> all) {
        add(all, "HMAC as 10 digits", (u, r) -> digits(HonestSpecimens.keyed(u.serial())));
        add(all, "HMAC as letters", (u, r) -> letters(HonestSpecimens.keyed(u.mac().hex())));
        add(
                all,
                "HMAC in base 64",
                (u, r) ->
                        Base64.getEncoder()
                                .encodeToString(
                                        HexFormat.of().parseHex(HonestSpecimens.keyed(u.ssid())))
                                .substring(0, 12));
        add(
                all,
                "hash with a salt that nobody has",
                (u, r) ->
                        FlawedSpecimens.hex("SHA-256", "7f1c-not-in-any-image" + u.mac().hex())
                                .substring(0, 10));
        add(
                all,
                "policy prefix and HMAC",
                (u, r) -> "Wifi-" + HonestSpecimens.keyed(u.macText()).substring(0, 9));
    }

    private static void add(List<Specimen> all, String name, Generator generator) {
        all.add(new Specimen(name, Specimen.Kind.HONEST, List.of(), generator));
    }

    private static String syllables(RandomGenerator random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(Draw.text(random, CONSONANTS, 1)).append(Draw.text(random, VOWELS, 1));
        }
        return text.toString();
    }

    static String luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return digits + (10 - sum % 10) % 10;
    }

    static String pairs(String text, String separator) {
        return text.replaceAll("..(?=.)", "$0" + separator);
    }

    private static String grouped(String text) {
        return text.replaceAll("....(?=.)", "$0-");
    }

    private static String hex(RandomGenerator random, int length) {
        return Draw.text(random, Draw.HEX, length).toUpperCase(Locale.ROOT);
    }

    private static String hexLetter(RandomGenerator random) {
        return Draw.text(random, "ABCDEF", 1);
    }

    private static String base64(RandomGenerator random, int bytes) {
        var data = new byte[bytes];
        random.nextBytes(data);
        return Base64.getEncoder().encodeToString(data);
    }

    private static String shuffled(String alphabet, RandomGenerator random) {
        var text = new StringBuilder(alphabet);
        for (int i = text.length() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            char held = text.charAt(i);
            text.setCharAt(i, text.charAt(other));
            text.setCharAt(other, held);
        }
        return text.toString();
    }

    private static String digits(String hex) {
        return String.format(
                Locale.ROOT, "%010d", Long.parseLong(hex.substring(0, 15), 16) % 10_000_000_000L);
    }

    private static String letters(String hex) {
        var text = new StringBuilder();
        for (byte b : HexFormat.of().parseHex(hex.substring(0, 18))) {
            text.append((char) ('a' + (b & 0xff) % 26));
        }
        return text.toString();
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
