package org.proofmark.credential.specimen;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.specimen.FlawedSpecimens.Flawed;
import org.proofmark.credential.specimen.Specimen.Generator;

/// More flawed generators of rows P4 to P10: other separators, other cases, check digits, two steps
/// one after the other.
final class ComposedSpecimens {
    private static final FindingClass[] COUNTER = {
        FindingClass.COUNTER, FindingClass.IDENTIFIER, FindingClass.PUBLIC
    };
    private static final FindingClass[] DERIVED = {
        FindingClass.IDENTIFIER,
        FindingClass.NAMED_FAMILY,
        FindingClass.COUNTER,
        FindingClass.PUBLIC
    };
    private static final FindingClass[] HASH = {
        FindingClass.UNKEYED_HASH, FindingClass.NAMED_FAMILY
    };

    private ComposedSpecimens() {}

    static void addTo(List<Flawed> all) {
        counters(all);
        derived(all);
        hashed(all);
        twoSteps(all);
        dates(all);
    }

    private static void counters(List<Flawed> all) {
        p4(
                all,
                "base-36 counter in a frame",
                (u, r) ->
                        "AX-"
                                + upper(
                                        FlawedSpecimens.pad(
                                                Integer.toString(700_000 + u.index(), 36), 6))
                                + "-Z");
        p4(
                all,
                "counter downwards",
                (u, r) -> String.format(Locale.ROOT, "%08d", 88_123_400 - 3 * u.index()));
        p4(
                all,
                "counter with a check digit",
                (u, r) ->
                        OddSpecimens.luhn(
                                String.format(Locale.ROOT, "%09d", 120_345_600 + u.index())));
        p4(
                all,
                "counter in capital hexadecimal, by 16",
                (u, r) -> String.format(Locale.ROOT, "%010X", 0x1234567890L + 16L * u.index()));
        p4(
                all,
                "counter in groups",
                (u, r) ->
                        OddSpecimens.pairs(
                                String.format(
                                        Locale.ROOT, "%012d", 556_677_001_200L + 11L * u.index()),
                                "-"));
        p4(all, "counter in letters", (u, r) -> inLetters(3_000_000_000L + 5L * u.index(), 8));
        p4(
                all,
                "counter in large steps",
                (u, r) ->
                        String.format(
                                Locale.ROOT, "%010d", 1_000_000_007L + 1_000_003L * u.index()));
    }

    private static void derived(List<Flawed> all) {
        p5(all, "MAC with colons", (u, r) -> u.macText());
        p5(
                all,
                "MAC with dashes, lower case",
                (u, r) -> u.macText().toLowerCase(Locale.ROOT).replace(':', '-'));
        p5(all, "end of MAC + 8", (u, r) -> u.mac().plus(8).hex().substring(4));
        p5(
                all,
                "end of MAC - 8, capitals, in a frame",
                (u, r) -> "wifi" + upper(u.mac().plus(-8).hex().substring(4)) + "x");
        p5(all, "MAC's bytes backwards", (u, r) -> bytesBackwards(u.mac().hex()));
        p5(
                all,
                "MAC's end twice",
                (u, r) -> u.mac().hex().substring(6) + u.mac().hex().substring(6));
        p5(
                all,
                "complement of the MAC",
                (u, r) -> String.format(Locale.ROOT, "%08x", ~u.mac().value() & 0xffffffffL));
        p5(
                all,
                "XOR of all bytes with 0x5a",
                (u, r) -> String.format(Locale.ROOT, "%012x", u.mac().value() ^ 0x5a5a5a5a5a5aL));
        p5(all, "MAC's digits as letters a to p", (u, r) -> asLetters(u.mac().hex().substring(4)));
        p5(all, "MAC in decimal", (u, r) -> "" + u.mac().value());
        p5(all, "MAC in base 32", (u, r) -> new BigInteger(u.mac().hex(), 16).toString(32));
        p5(
                all,
                "MAC's bytes in base 64",
                (u, r) ->
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(u.mac().hex())));
        p5(
                all,
                "3 times the MAC's end and 12345, decimal",
                (u, r) ->
                        String.format(
                                Locale.ROOT, "%08d", 3 * (u.mac().value() & 0xffffff) + 12345));
        p5(all, "serial number backwards", (u, r) -> backwards(u.serial()));
        p5(
                all,
                "serial number in hexadecimal",
                (u, r) -> String.format(Locale.ROOT, "%08x", 305_419_896 + number(u)));
        p5(
                all,
                "serial number and a check digit",
                (u, r) -> OddSpecimens.luhn(u.serial().substring(2)));
        p5(all, "serial number, digits turned by 3", (u, r) -> turned(u.serial().substring(2)));
        p5(
                all,
                "serial number in lower case with '!'",
                (u, r) -> u.serial().toLowerCase(Locale.ROOT) + "!");
        p5(all, "SSID's end behind a word", (u, r) -> "admin" + u.ssid().substring(5));
        p5(
                all,
                "MAC's end and serial number's end",
                (u, r) -> u.mac().hex().substring(8) + u.serial().substring(6));
        p5(
                all,
                "serial number's end and MAC's end, capitals",
                (u, r) -> u.serial().substring(4) + upper(u.mac().hex().substring(6)));
        p5(
                all,
                "serial number in base 64",
                (u, r) ->
                        Base64.getEncoder()
                                .encodeToString(u.serial().getBytes(StandardCharsets.UTF_8)));
        p5(
                all,
                "hexadecimal of the serial number's characters",
                (u, r) -> HexFormat.of().formatHex(u.serial().getBytes(StandardCharsets.UTF_8)));
    }

    private static void hashed(List<Flawed> all) {
        p6(
                all,
                "base 64 of MD5 of the MAC with colons",
                (u, r) -> base64("MD5", u.macText().toLowerCase(Locale.ROOT)).substring(0, 10));
        p6(
                all,
                "MD5 backwards",
                (u, r) -> backwards(FlawedSpecimens.hex("MD5", u.mac().hex())).substring(0, 8));
        p6(
                all,
                "last 10 of SHA-1 of the MAC in capitals",
                (u, r) -> FlawedSpecimens.hex("SHA-1", upper(u.mac().hex())).substring(30));
        p6(
                all,
                "SHA-256 of the MAC with dashes, capitals",
                (u, r) ->
                        upper(
                                FlawedSpecimens.hex("SHA-256", u.macText().replace(':', '-'))
                                        .substring(0, 12)));
        p6(
                all,
                "MD5 of the MAC's last 6 digits",
                (u, r) -> FlawedSpecimens.hex("MD5", u.mac().hex().substring(6)).substring(0, 8));
        p6(
                all,
                "MD5 of the next address",
                (u, r) -> FlawedSpecimens.hex("MD5", u.mac().plus(1).hex()).substring(2, 12));
        p6(
                all,
                "SHA-1 in base 32",
                (u, r) -> base32(FlawedSpecimens.digest("SHA-1", u.serial())).substring(0, 10));
        p6(
                all,
                "MD5 in groups",
                (u, r) ->
                        OddSpecimens.pairs(
                                FlawedSpecimens.hex("MD5", u.serial()).substring(0, 8), "-"));
        p6(
                all,
                "MD5 between 'x' and '!'",
                (u, r) -> "x" + FlawedSpecimens.hex("MD5", u.serial()).substring(0, 8) + "!");
        p6(
                all,
                "CRC-32 of the MAC, decimal",
                (u, r) -> String.format(Locale.ROOT, "%010d", FlawedSpecimens.crc(u.mac().hex())));
        p6(
                all,
                "MD5 modulo 10^8",
                (u, r) ->
                        String.format(
                                Locale.ROOT,
                                "%08d",
                                new BigInteger(1, FlawedSpecimens.digest("MD5", u.serial()))
                                        .mod(BigInteger.valueOf(100_000_000))));
        p6(
                all,
                "first 4 bytes of SHA-256 modulo 10^8",
                (u, r) ->
                        String.format(
                                Locale.ROOT,
                                "%08d",
                                Long.parseLong(
                                                FlawedSpecimens.hex("SHA-256", u.mac().hex())
                                                        .substring(0, 8),
                                                16)
                                        % 100_000_000));
        p6(
                all,
                "SHA-1 of model and serial number",
                (u, r) -> FlawedSpecimens.hex("SHA-1", "ACME AX-50" + u.serial()).substring(0, 10));
        p6(
                all,
                "MD5 of serial number and MAC with ':' between",
                (u, r) ->
                        FlawedSpecimens.hex("MD5", u.serial() + ":" + u.mac().hex())
                                .substring(0, 8));
        p6(
                all,
                "SHA-256 of the serial number's digits",
                (u, r) -> FlawedSpecimens.hex("SHA-256", u.serial().substring(2)).substring(0, 10));
        p6(all, "SHA-512 in base 64", (u, r) -> base64("SHA-512", u.serial()).substring(0, 12));
        p6(
                all,
                "MD5 of the SSID in letters",
                (u, r) -> upper(FlawedSpecimens.letters(FlawedSpecimens.digest("MD5", u.ssid()))));
        p6(
                all,
                "SHA-1 of the MAC in base 36",
                (u, r) ->
                        upper(
                                new BigInteger(1, FlawedSpecimens.digest("SHA-1", u.mac().hex()))
                                        .toString(36)
                                        .substring(0, 10)));
    }

    private static void twoSteps(List<Flawed> all) {
        p6(
                all,
                "SHA-1 of MD5's digits",
                (u, r) ->
                        FlawedSpecimens.hex("SHA-1", FlawedSpecimens.hex("MD5", u.mac().hex()))
                                .substring(0, 8));
        p6(
                all,
                "MD5 of base 64 of the serial number",
                (u, r) ->
                        FlawedSpecimens.hex(
                                        "MD5",
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        u.serial()
                                                                .getBytes(StandardCharsets.UTF_8)))
                                .substring(0, 8));
        p6(
                all,
                "base 64 of MD5's digits",
                (u, r) ->
                        Base64.getEncoder()
                                .encodeToString(
                                        FlawedSpecimens.hex("MD5", u.mac().hex())
                                                .getBytes(StandardCharsets.US_ASCII))
                                .substring(0, 12));
        p6(
                all,
                "MD5 of SHA-1's bytes",
                (u, r) ->
                        HexFormat.of()
                                .formatHex(
                                        FlawedSpecimens.digest(
                                                "MD5", FlawedSpecimens.digest("SHA-1", u.serial())))
                                .substring(0, 8));
        p6(
                all,
                "MD5 of the serial number backwards",
                (u, r) -> FlawedSpecimens.hex("MD5", backwards(u.serial())).substring(0, 8));
        p6(
                all,
                "word and the start of an MD5",
                (u, r) -> "acme" + FlawedSpecimens.hex("MD5", u.mac().hex()).substring(0, 6));
        p6(
                all,
                "SHA-256 of MAC and date",
                (u, r) ->
                        FlawedSpecimens.hex("SHA-256", u.mac().hex() + u.made()).substring(0, 10));
    }

    private static void dates(List<Flawed> all) {
        FlawedSpecimens.add(
                all,
                "P10",
                "date of manufacture and the serial number's end",
                (u, r) ->
                        u.made().format(DateTimeFormatter.ofPattern("ddMMyy", Locale.ROOT))
                                + u.serial().substring(6),
                FindingClass.DATE,
                FindingClass.COUNTER,
                FindingClass.IDENTIFIER);
        FlawedSpecimens.add(
                all,
                "P10",
                "date of manufacture behind a word",
                (u, r) ->
                        "acme"
                                + u.made()
                                        .plusDays(u.index())
                                        .format(DateTimeFormatter.BASIC_ISO_DATE),
                FindingClass.DATE);
        FlawedSpecimens.add(
                all,
                "P9",
                "capital word, sign, 3 digits",
                (u, r) ->
                        OddSpecimens.capital(FlawedSpecimens.word(r)) + "-" + r.nextInt(100, 1000),
                FindingClass.DICTIONARY);
        FlawedSpecimens.add(
                all,
                "P9",
                "3 digits and a word",
                (u, r) -> r.nextInt(100, 1000) + FlawedSpecimens.word(r),
                FindingClass.DICTIONARY);
        FlawedSpecimens.add(
                all,
                "P9",
                "word and the MAC's end",
                (u, r) -> FlawedSpecimens.word(r) + u.mac().hex().substring(8),
                FindingClass.IDENTIFIER,
                FindingClass.COUNTER,
                FindingClass.DICTIONARY);
    }

    private static void p4(List<Flawed> all, String name, Generator generator) {
        FlawedSpecimens.add(all, "P4", name, generator, COUNTER);
    }

    private static void p5(List<Flawed> all, String name, Generator generator) {
        FlawedSpecimens.add(all, "P5", name, generator, DERIVED);
    }

    private static void p6(List<Flawed> all, String name, Generator generator) {
        FlawedSpecimens.add(all, "P6", name, generator, HASH);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String backwards(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static String bytesBackwards(String hex) {
        var text = new StringBuilder();
        for (int i = hex.length() - 2; i >= 0; i -= 2) {
            text.append(hex, i, i + 2);
        }
        return text.toString();
    }

    private static int number(Identities unit) {
        return Integer.parseInt(unit.serial().substring(2));
    }

    private static String inLetters(long value, int length) {
        var text = new StringBuilder();
        for (long rest = value; rest > 0; rest /= 26) {
            text.append((char) ('a' + rest % 26));
        }
        while (text.length() < length) {
            text.append('a');
        }
        return text.reverse().toString();
    }

    private static String asLetters(String hex) {
        var text = new StringBuilder();
        hex.chars().forEach(c -> text.append((char) ('a' + HexFormat.fromHexDigit(c))));
        return text.toString();
    }

    private static String turned(String digits) {
        var text = new StringBuilder();
        digits.chars().forEach(c -> text.append((c - '0' + 3) % 10));
        return text.toString();
    }

    private static String base64(String algorithm, String text) {
        return Base64.getEncoder().encodeToString(FlawedSpecimens.digest(algorithm, text));
    }

    private static String base32(byte[] data) {
        var bits = new StringBuilder(new BigInteger(1, data).toString(2));
        while (bits.length() < data.length * 8) {
            bits.insert(0, '0');
        }
        var text = new StringBuilder();
        for (int i = 0; i + 5 <= bits.length(); i += 5) {
            text.append(Draw.BASE32.charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        }
        return text.toString();
    }
}
