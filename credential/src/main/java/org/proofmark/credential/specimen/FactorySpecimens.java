package org.proofmark.credential.specimen;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.specimen.FlawedSpecimens.Flawed;
import org.proofmark.credential.specimen.Specimen.Generator;
import org.proofmark.credential.specimen.Specimen.Kind;

/// Flawed generators for units of several lines: serial numbers with gaps, addresses drawn, rows in
/// no order.
final class FactorySpecimens {
    private static final FindingClass[] DERIVED = {
        FindingClass.IDENTIFIER,
        FindingClass.NAMED_FAMILY,
        FindingClass.COUNTER,
        FindingClass.PUBLIC
    };
    private static final FindingClass[] HASH = {
        FindingClass.UNKEYED_HASH, FindingClass.NAMED_FAMILY
    };
    private static final FindingClass[] COUNTER = {FindingClass.COUNTER};
    private static final FindingClass[] TIME = {FindingClass.TIME_SEEDED, FindingClass.DUPLICATE};

    private FactorySpecimens() {}

    static void addTo(List<Flawed> all) {
        counted(all);
        taken(all);
        twoParts(all);
        hashed(all);
        drawn(all);
    }

    private static void counted(List<Flawed> all) {
        add(
                all,
                "P4",
                "base-36 counter by 37",
                (u, r) -> base36(60_466_176L + 37L * u.index()),
                COUNTER);
        add(
                all,
                "P4",
                "second of production in hexadecimal",
                (u, r) -> Long.toHexString(1_700_000_000L + 41L * u.index() + r.nextInt(40)),
                COUNTER);
        add(
                all,
                "P5",
                "serial number times 48271 modulo 10^8",
                (u, r) -> pad(number(u) * 48_271 % 100_000_000, 8),
                DERIVED);
        add(
                all,
                "P5",
                "serial number times 6364136223 modulo 10^10",
                (u, r) -> pad(number(u) * 6_364_136_223L % 10_000_000_000L, 10),
                DERIVED);
    }

    private static void taken(List<Flawed> all) {
        add(all, "P5", "MAC's last 8", (u, r) -> u.mac().hex().substring(4), DERIVED);
        add(all, "P5", "MAC - 1", (u, r) -> u.mac().plus(-1).hex().substring(4), DERIVED);
        add(all, "P5", "MAC's end backwards", (u, r) -> backwards(end(u, 6)) + "!", DERIVED);
        add(all, "P5", "half-bytes shuffled", (u, r) -> shuffled(u.mac().hex()), DERIVED);
        add(
                all,
                "P5",
                "XOR with 0xc0ffee",
                (u, r) ->
                        String.format(
                                Locale.ROOT, "wl%06X", (u.mac().value() & 0xffffff) ^ 0xc0ffee),
                DERIVED);
        add(all, "P5", "IMEI's last 8", (u, r) -> u.imei().substring(7), DERIVED);
        add(
                all,
                "P5",
                "IMEI's 8 before the check digit",
                (u, r) -> u.imei().substring(6, 14),
                DERIVED);
        add(all, "P5", "serial number + 3 at each digit", (u, r) -> turned(u.serial()), DERIVED);
        add(all, "P5", "ROT13 of the SSID", (u, r) -> rot13(u.ssid()), DERIVED);
        add(
                all,
                "P5",
                "base 64 of the serial number",
                (u, r) -> base64(bytes(u.serial())),
                DERIVED);
        add(
                all,
                "P5",
                "SSID's end in lower case",
                (u, r) -> lower(u.ssid().substring(5)) + "00",
                DERIVED);
        add(
                all,
                "P5",
                "serial number, 2 random digits",
                (u, r) -> u.serial() + r.nextInt(10, 100),
                DERIVED);
        add(
                all,
                "P5",
                "MAC's end, 2 random digits",
                (u, r) -> end(u, 6) + r.nextInt(10, 100),
                DERIVED);
        add(
                all,
                "P10",
                "day of the year and year",
                (u, r) ->
                        u.made()
                                .plusDays(u.index())
                                .format(
                                        java.time.format.DateTimeFormatter.ofPattern(
                                                "DDDuuuu", Locale.ROOT)),
                FindingClass.DATE,
                FindingClass.COUNTER);
        add(
                all,
                "P10",
                "days since 1970",
                (u, r) -> "" + u.made().plusDays(u.index()).getLong(ChronoField.EPOCH_DAY),
                FindingClass.DATE,
                FindingClass.COUNTER,
                FindingClass.SMALL_KEYSPACE);
    }

    private static void twoParts(List<Flawed> all) {
        add(
                all,
                "P5",
                "IMEI's 4 and MAC's 4",
                (u, r) -> u.imei().substring(10, 14) + end(u, 4),
                DERIVED);
        add(
                all,
                "P5",
                "MAC's 6 and serial number's 4",
                (u, r) -> end(u, 6) + "-" + u.serial().substring(6),
                DERIVED);
        add(
                all,
                "P5",
                "digits of MAC and serial number in turn",
                (u, r) -> inTurn(end(u, 4), u.serial().substring(6)),
                DERIVED);
    }

    private static void hashed(List<Flawed> all) {
        add(
                all,
                "P6",
                "MD5 of serial number and model",
                (u, r) -> hex("MD5", u.serial() + "ACME AX-50", 0, 8),
                HASH);
        add(
                all,
                "P6",
                "SHA-1 of MAC and model without space",
                (u, r) -> hex("SHA-1", lower(u.mac().hex() + "acmeax-50"), 0, 10),
                HASH);
        add(
                all,
                "P6",
                "SHA-256 of serial number and a word of the model",
                (u, r) -> hex("SHA-256", u.serial() + "ACME", 0, 12),
                HASH);
        add(
                all,
                "P6",
                "SHA-256 of a word of the model and MAC",
                (u, r) -> hex("SHA-256", "AX-50" + u.mac().hex(), 4, 14),
                HASH);
        add(all, "P6", "MD5 of the IMEI", (u, r) -> hex("MD5", u.imei(), 24, 32), HASH);
        add(
                all,
                "P6",
                "SHA-256 of serial number and date",
                (u, r) -> hex("SHA-256", u.serial() + u.made(), 0, 10),
                HASH);
        all.add(
                new Flawed(
                        "P7",
                        new Specimen(
                                        "HMAC with a key of the firmware",
                                        Kind.FLAWED,
                                        List.of("eth0", "Hn7-factory-key", "wlan0"),
                                        (u, r) ->
                                                hmac("Hn7-factory-key", u.serial())
                                                        .substring(0, 10))
                                .inScatteredLine(),
                        List.of(FindingClass.SALTED_HASH)));
    }

    private static void drawn(List<Flawed> all) {
        add(
                all,
                "P8",
                "java.util.Random seeded in the morning of the day",
                (u, r) ->
                        Draw.text(
                                new Random(
                                        u.made().atTime(8, 0).toEpochSecond(ZoneOffset.UTC)
                                                + u.index()),
                                Draw.LOWER,
                                10),
                TIME);
        add(
                all,
                "P3",
                "one value for each batch",
                (u, r) -> "wlan-" + Integer.toHexString(u.batch().hashCode() * 7919),
                FindingClass.DUPLICATE);
        add(
                all,
                "P3",
                "12 values",
                (u, r) -> hex("SHA-256", "" + r.nextInt(12), 0, 10),
                FindingClass.DUPLICATE);
        add(
                all,
                "P9",
                "word with a capital, 4 digits",
                (u, r) ->
                        FlawedSpecimens.capital(FlawedSpecimens.word(r))
                                + pad(r.nextInt(10_000), 4),
                FindingClass.DICTIONARY);
        add(
                all,
                "P9",
                "three characters at each of 8 positions",
                (u, r) -> positions(r),
                FindingClass.SMALL_KEYSPACE);
        add(
                all,
                "P5",
                "every third unit from its MAC",
                (u, r) ->
                        u.index() % 3 == 0
                                ? u.mac().hex().substring(2)
                                : Draw.text(r, Draw.HEX, 10),
                DERIVED);
        add(
                all,
                "P6",
                "one batch by MD5",
                (u, r) ->
                        u.batch().equals("L3")
                                ? hex("MD5", u.serial(), 0, 10)
                                : Draw.text(r, Draw.HEX, 10),
                HASH);
    }

    /// Flaws that the searches do not know yet, or cannot: PASS or a question.
    static List<Flawed> unfound() {
        var all = new ArrayList<Flawed>();
        add(all, "P4", "state of a linear generator", (u, r) -> linear(u.index()), COUNTER);
        add(
                all,
                "P5",
                "sum of serial number and MAC's end",
                (u, r) -> pad(number(u) + (u.mac().value() & 0xffffff), 8),
                DERIVED);
        add(
                all,
                "P6",
                "HMAC of the MAC with the serial number as key",
                (u, r) -> hmac(u.serial(), u.mac().hex()).substring(0, 10),
                HASH);
        add(
                all,
                "P6",
                "MD5 of MAC, serial number and model",
                (u, r) -> hex("MD5", u.mac().hex() + u.serial() + "ACME AX-50", 0, 10),
                HASH);
        add(
                all,
                "P6",
                "SHA-256 through an alphabet of its own",
                (u, r) -> PolicySpecimens.table(digest("SHA-256", u.serial())),
                HASH);
        add(
                all,
                "P6",
                "MD5 of the MAC through an alphabet of its own",
                (u, r) -> PolicySpecimens.table(digest("MD5", u.mac().hex())),
                HASH);
        add(
                all,
                "P6",
                "half-bytes of MD5 through a table",
                (u, r) -> nibbles(digest("MD5", u.macText())),
                HASH);
        add(
                all,
                "P6",
                "5 bits each of SHA-1 through a table",
                (u, r) -> fives(digest("SHA-1", u.serial())),
                HASH);
        add(
                all,
                "P8",
                "one run of java.util.Random for the whole line, seed 42",
                (u, r) -> run(42, u.index()),
                TIME);
        return List.copyOf(all);
    }

    private static String positions(java.util.random.RandomGenerator random) {
        var text = new StringBuilder();
        for (String choice : List.of("abk", "129", "xyz", "347", "mno", "058", "prs", "cde")) {
            text.append(Draw.text(random, choice, 1));
        }
        return text.toString();
    }

    private static String run(long seed, int index) {
        var random = new Random(seed);
        var text = "";
        for (int i = 0; i <= index; i++) {
            text = Draw.text(random, Draw.BASE36, 10);
        }
        return text;
    }

    private static String linear(int index) {
        long state = 20_240_117;
        for (int i = 0; i <= index; i++) {
            state = state * 1_103_515_245 + 12_345 & 0xffffffffL;
        }
        return String.format(Locale.ROOT, "%08x", state);
    }

    private static String nibbles(byte[] digest) {
        return through(
                HexFormat.of().formatHex(digest).substring(0, 10),
                "0123456789abcdef",
                "hqzmtrbxwkvyjpcs");
    }

    private static String fives(byte[] digest) {
        var bits = new BigInteger(1, digest);
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            int value = bits.shiftRight(digest.length * 8 - 5 * (i + 1)).intValue() & 31;
            text.append("q8ryd5wz3kmn1opt7bfgh2c4jsv6ax9e".charAt(value));
        }
        return text.toString();
    }

    private static String through(String text, String from, String to) {
        var mapped = new StringBuilder();
        text.chars().forEach(c -> mapped.append(to.charAt(from.indexOf(c))));
        return mapped.toString();
    }

    private static String turned(String text) {
        var turned = new StringBuilder();
        text.chars()
                .forEach(c ->
                        turned.append(
                                c >= '0' && c <= '9'
                                        ? (char) ('0' + (c - '0' + 3) % 10)
                                        : (char) c));
        return turned.toString();
    }

    private static String rot13(String text) {
        var turned = new StringBuilder();
        text.chars()
                .forEach(c ->
                        turned.append(
                                c >= 'A' && c <= 'Z'
                                        ? (char) ('A' + (c - 'A' + 13) % 26)
                                        : (char) c));
        return turned.toString();
    }

    private static String shuffled(String hex) {
        var text = new StringBuilder();
        for (int place : new int[] {9, 6, 11, 8, 10, 7}) {
            text.append(hex.charAt(place));
        }
        return "A" + text;
    }

    private static String inTurn(String left, String right) {
        var text = new StringBuilder();
        for (int i = 0; i < left.length(); i++) {
            text.append(left.charAt(i)).append(right.charAt(i));
        }
        return text.toString();
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
    }

    private static String hex(String algorithm, String text, int from, int to) {
        return FlawedSpecimens.hex(algorithm, text).substring(from, to);
    }

    private static byte[] digest(String algorithm, String text) {
        return FlawedSpecimens.digest(algorithm, text);
    }

    private static String end(Identities unit, int digits) {
        return unit.mac().hex().substring(12 - digits);
    }

    private static long number(Identities unit) {
        return Long.parseLong(unit.serial().substring(2));
    }

    private static String base36(long value) {
        return Long.toString(value, 36);
    }

    private static String pad(long value, int length) {
        return FlawedSpecimens.pad("" + value, length);
    }

    private static String backwards(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static void add(
            List<Flawed> all,
            String row,
            String name,
            Generator generator,
            FindingClass... classes) {
        all.add(
                new Flawed(
                        row,
                        new Specimen(name, Kind.FLAWED, List.of(), generator).inScatteredLine(),
                        List.of(classes)));
    }
}
