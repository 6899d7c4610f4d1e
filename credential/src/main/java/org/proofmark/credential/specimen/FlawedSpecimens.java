package org.proofmark.credential.specimen;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.specimen.Specimen.Generator;
import org.proofmark.credential.specimen.Specimen.Kind;

/// Generators of the flaw catalogue's rows P1 to P11, several of each.
public final class FlawedSpecimens {
    /// A generator with the classes of findings that tell its flaw.
    ///
    /// @param row of the flaw catalogue, such as `P5`
    /// @param classes any of which is a catch
    public record Flawed(String row, Specimen specimen, List<FindingClass> classes) {
        @Override
        public String toString() {
            return row + " " + specimen.name();
        }
    }

    private static final String SALT = "s3cr3t-fw-salt";
    private static final String SHUFFLED = "7a1c0f2e3b49586d";

    private FlawedSpecimens() {}

    /// All of them.
    public static List<Flawed> all() {
        var all = new ArrayList<>(usual());
        ComposedSpecimens.addTo(all);
        SeededSpecimens.addTo(all);
        AlphabetSpecimens.addTo(all);
        FactorySpecimens.addTo(all);
        return List.copyOf(all);
    }

    /// Flawed ones that the analyser is known not to find (docs/analyser.md).
    public static List<Flawed> unfound() {
        return FactorySpecimens.unfound();
    }

    /// Those that the catalogue names.
    public static List<Flawed> usual() {
        var all = new ArrayList<Flawed>();
        shared(all);
        counters(all);
        fromAddresses(all);
        hashes(all);
        others(all);
        return List.copyOf(all);
    }

    private static void shared(List<Flawed> all) {
        add(all, "P1", "one value", (u, r) -> "Welcome-7Kq2", FindingClass.DUPLICATE);
        add(
                all,
                "P3",
                "a value for each batch",
                (u, r) -> "Batch-" + u.batch().hashCode(),
                FindingClass.DUPLICATE);
        add(
                all,
                "P11",
                "password of the day",
                (u, r) -> org.proofmark.credential.family.ArrisDay.password(u.made(), "MPSJKMDHAI"),
                FindingClass.DUPLICATE,
                FindingClass.NAMED_FAMILY);
    }

    private static void counters(List<Flawed> all) {
        var counter = new FindingClass[] {FindingClass.COUNTER, FindingClass.IDENTIFIER};
        add(
                all,
                "P4",
                "decimal counter",
                (u, r) -> String.format(Locale.ROOT, "%08d", 45_120_300 + u.index()),
                counter);
        add(
                all,
                "P4",
                "counter in steps of 7",
                (u, r) -> String.format(Locale.ROOT, "%08d", 45_120_300 + 7 * u.index()),
                counter);
        add(
                all,
                "P4",
                "hexadecimal counter with a prefix",
                (u, r) -> "acme-" + String.format(Locale.ROOT, "%08x", 0x3fa07c10 + u.index()),
                counter);
        add(
                all,
                "P4",
                "base-36 counter",
                (u, r) -> pad(Integer.toString(900_000_000 + 3 * u.index(), 36), 8),
                counter);
        add(
                all,
                "P4",
                "counter in uneven steps",
                (u, r) ->
                        String.format(
                                Locale.ROOT,
                                "%010d",
                                1_733_920_300L + 5L * u.index() + r.nextInt(5)),
                counter);
    }

    private static void fromAddresses(List<Flawed> all) {
        var derived =
                new FindingClass[] {
                    FindingClass.IDENTIFIER, FindingClass.NAMED_FAMILY, FindingClass.COUNTER
                };
        add(
                all,
                "P5",
                "last 8 digits of the MAC",
                (u, r) -> u.mac().hex().substring(4).toUpperCase(Locale.ROOT),
                derived);
        add(
                all,
                "P5",
                "MAC backwards",
                (u, r) -> new StringBuilder(u.mac().hex()).reverse().toString(),
                derived);
        add(
                all,
                "P5",
                "last 8 digits of MAC + 1",
                (u, r) -> u.mac().plus(1).hex().substring(4),
                derived);
        add(
                all,
                "P5",
                "last 8 digits of MAC - 1 in a frame",
                (u, r) -> "Px" + u.mac().plus(-1).hex().substring(4) + "!",
                derived);
        add(
                all,
                "P5",
                "XOR with a constant",
                (u, r) ->
                        String.format(
                                Locale.ROOT, "%08x", (u.mac().value() & 0xffffffffL) ^ 0x5a17c3e9L),
                derived);
        add(all, "P5", "digits through a table", (u, r) -> mapped(u.mac().hex()), derived);
        add(
                all,
                "P5",
                "MAC in base 36",
                (u, r) -> new BigInteger(u.mac().hex(), 16).toString(36),
                derived);
        add(
                all,
                "P5",
                "last 3 bytes in decimal",
                (u, r) -> String.format(Locale.ROOT, "%08d", u.mac().value() & 0xffffff),
                derived);
        add(all, "P5", "digits of the serial number", (u, r) -> u.serial().substring(2), derived);
    }

    private static void hashes(List<Flawed> all) {
        var hash = new FindingClass[] {FindingClass.UNKEYED_HASH, FindingClass.NAMED_FAMILY};
        add(all, "P6", "MD5 of the MAC", (u, r) -> hex("MD5", u.mac().hex()).substring(0, 8), hash);
        add(
                all,
                "P6",
                "MD5 of the MAC with colons, from the middle",
                (u, r) -> hex("MD5", u.macText()).substring(11, 21).toUpperCase(Locale.ROOT),
                hash);
        add(
                all,
                "P6",
                "SHA-1 of the serial number",
                (u, r) -> hex("SHA-1", u.serial()).substring(28),
                hash);
        add(
                all,
                "P6",
                "SHA-256 of the SSID in base 64",
                (u, r) ->
                        Base64.getEncoder()
                                .encodeToString(digest("SHA-256", u.ssid()))
                                .substring(0, 12),
                hash);
        add(
                all,
                "P6",
                "SHA-256 of the serial number in base 36",
                (u, r) ->
                        new BigInteger(1, digest("SHA-256", u.serial()))
                                .toString(36)
                                .substring(0, 10),
                hash);
        add(
                all,
                "P6",
                "SHA-1 of the MAC as letters",
                (u, r) -> letters(digest("SHA-1", u.mac().hex())),
                hash);
        add(
                all,
                "P6",
                "CRC-32 of the serial number",
                (u, r) -> String.format(Locale.ROOT, "%08x", crc(u.serial())),
                hash);
        add(
                all,
                "P6",
                "MD5 of MAC and serial number",
                (u, r) -> hex("MD5", u.mac().hex() + u.serial()).substring(0, 10),
                hash);
        add(
                all,
                "P6",
                "MD5 of the six bytes of the MAC + 2",
                (u, r) ->
                        HexFormat.of()
                                .formatHex(
                                        digest(
                                                "MD5",
                                                HexFormat.of().parseHex(u.mac().plus(2).hex())))
                                .substring(0, 8),
                hash);
        salted(
                all,
                "P7",
                "MD5 with a salt of the firmware",
                (u, r) -> hex("MD5", SALT + u.mac().hex()).substring(0, 8));
        salted(
                all,
                "P7",
                "SHA-256 with a salt behind",
                (u, r) -> hex("SHA-256", u.serial() + SALT).substring(0, 12));
    }

    private static void others(List<Flawed> all) {
        add(
                all,
                "P8",
                "java.util.Random seeded at 09:17:05 of the day and on",
                (u, r) -> seeded(u),
                FindingClass.TIME_SEEDED,
                FindingClass.DUPLICATE);
        add(
                all,
                "P9",
                "word and two digits",
                (u, r) -> word(r) + r.nextInt(10, 100),
                FindingClass.DICTIONARY,
                FindingClass.DUPLICATE);
        add(
                all,
                "P9",
                "word and four digits",
                (u, r) -> capital(word(r)) + r.nextInt(1000, 10_000),
                FindingClass.DICTIONARY);
        add(
                all,
                "P10",
                "date of manufacture",
                (u, r) -> u.made().format(DateTimeFormatter.BASIC_ISO_DATE),
                FindingClass.DATE,
                FindingClass.DUPLICATE);
        add(
                all,
                "P10",
                "date of manufacture and batch",
                (u, r) ->
                        u.made()
                                .plusDays(u.index())
                                .format(DateTimeFormatter.ofPattern("ddMMyyyy", Locale.ROOT)),
                FindingClass.DATE);
    }

    static void add(
            List<Flawed> all,
            String row,
            String name,
            Generator generator,
            FindingClass... classes) {
        all.add(
                new Flawed(
                        row,
                        new Specimen(name, Kind.FLAWED, List.of(), generator),
                        List.of(classes)));
    }

    private static void salted(List<Flawed> all, String row, String name, Generator generator) {
        all.add(
                new Flawed(
                        row,
                        new Specimen(
                                name,
                                Kind.FLAWED,
                                List.of("/bin/sh", "Usage: %s", SALT, "eth0", "libc.so.6"),
                                generator),
                        List.of(FindingClass.SALTED_HASH)));
    }

    static String pad(String text, int length) {
        return "0".repeat(Math.max(0, length - text.length())) + text;
    }

    private static String mapped(String hex) {
        var text = new StringBuilder();
        for (int place : new int[] {11, 4, 10, 5, 9, 6, 8, 7}) {
            text.append(SHUFFLED.charAt(HexFormat.fromHexDigit(hex.charAt(place))));
        }
        return text.toString();
    }

    static String letters(byte[] digest) {
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append((char) ('a' + (digest[i] & 0xff) % 26));
        }
        return text.toString();
    }

    private static String seeded(Identities unit) {
        long seed = unit.made().atTime(9, 17, 5).toEpochSecond(ZoneOffset.UTC) + 11L * unit.index();
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(Draw.BASE36.charAt(random.nextInt(Draw.BASE36.length())));
        }
        return text.toString();
    }

    private static final List<String> WORDS =
            List.of(
                    "apple", "river", "stone", "tiger", "house", "silver", "garden", "orange",
                    "winter", "summer", "dragon", "window", "purple", "coffee", "butter", "flower",
                    "yellow", "castle", "rocket", "planet", "forest", "monkey", "pepper", "ginger",
                    "marble", "velvet", "sunset", "breeze", "copper", "anchor", "candle", "bridge");

    static String word(java.util.random.RandomGenerator random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    static long crc(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm, text));
    }

    static byte[] digest(String algorithm, String text) {
        return digest(algorithm, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }
}
