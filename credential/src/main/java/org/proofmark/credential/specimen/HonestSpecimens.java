package org.proofmark.credential.specimen;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.credential.strength.WordLists;

/// Generators that nobody may be accused for.
public final class HonestSpecimens {
    private HonestSpecimens() {}

    /// All of them.
    public static List<Specimen> all() {
        var all = new ArrayList<Specimen>();
        all.add(random("12 hexadecimal digits", Draw.HEX, 12));
        all.add(random("8 hexadecimal digits", Draw.HEX, 8));
        all.add(random("16 hexadecimal digits", Draw.HEX, 16));
        all.add(random("8 digits", Draw.DIGITS, 8));
        all.add(random("7 digits", Draw.DIGITS, 7));
        all.add(random("10 digits", Draw.DIGITS, 10));
        all.add(random("8 base-32 digits", Draw.BASE32, 8));
        all.add(random("16 base-32 digits", Draw.BASE32, 16));
        all.add(random("8 lower-case letters", Draw.LOWER, 8));
        all.add(random("10 lower-case letters and digits", Draw.BASE36, 10));
        all.add(random("8 letters and digits", Draw.BASE62, 8));
        all.add(random("12 letters and digits", Draw.BASE62, 12));
        all.add(random("14 printable characters", Draw.PRINTABLE, 14));
        all.add(honest("policy prefix", (u, r) -> "ACME-" + Draw.text(r, Draw.BASE36, 8)));
        all.add(
                honest(
                        "policy prefix and suffix",
                        (u, r) -> "Ax50" + Draw.text(r, Draw.HEX, 8) + "!"));
        all.add(honest("batch prefix", (u, r) -> u.batch() + "-" + Draw.text(r, Draw.BASE36, 9)));
        all.add(honest("year prefix", (u, r) -> u.made().getYear() + Draw.text(r, Draw.DIGITS, 8)));
        all.add(honest("groups of four", (u, r) -> grouped(r)));
        all.add(
                honest(
                        "first digit 1 to 3",
                        (u, r) -> 1 + r.nextInt(3) + Draw.text(r, Draw.DIGITS, 8)));
        all.add(honest("four words", (u, r) -> words(r, 4, "-")));
        all.add(honest("five words", (u, r) -> words(r, 5, " ")));
        all.add(
                honest(
                        "three words and digits",
                        (u, r) -> words(r, 3, "-") + "-" + Draw.text(r, Draw.DIGITS, 4)));
        all.add(
                honest(
                        "one capital, one digit at the end",
                        (u, r) ->
                                Draw.text(r, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)
                                        + Draw.text(r, Draw.LOWER, 9)
                                        + r.nextInt(10)));
        all.add(
                honest(
                        "6 to 14 letters and digits",
                        (u, r) -> Draw.text(r, Draw.BASE62, r.nextInt(6, 15))));
        all.add(hmac("HMAC of the serial number, 16 hexadecimal digits", 16, false));
        all.add(hmac("HMAC of the MAC, 10 hexadecimal digits", 10, true));
        all.add(
                new Specimen(
                        "random beside a firmware with strings",
                        Specimen.Kind.HONEST,
                        firmware(),
                        (u, r) -> Draw.text(r, Draw.HEX, 10)));
        all.addAll(OddSpecimens.all());
        all.addAll(PolicySpecimens.all());
        return List.copyOf(all);
    }

    private static List<String> firmware() {
        var strings = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            strings.add("firmware string " + i);
        }
        return strings;
    }

    private static Specimen random(String name, String alphabet, int length) {
        return honest(name, (unit, random) -> Draw.text(random, alphabet, length));
    }

    private static Specimen honest(String name, Specimen.Generator generator) {
        return new Specimen(name, Specimen.Kind.HONEST, List.of(), generator);
    }

    private static String grouped(RandomGenerator random) {
        return Draw.text(random, Draw.BASE36, 4)
                + "-"
                + Draw.text(random, Draw.BASE36, 4)
                + "-"
                + Draw.text(random, Draw.BASE36, 4);
    }

    private static final List<String> WORDS =
            WordLists.words().keySet().stream()
                    .filter(word -> word.matches("[a-z]{4,9}"))
                    .sorted()
                    .limit(20_000)
                    .toList();

    static String words(RandomGenerator random, int count, String separator) {
        var words = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(separator, words);
    }

    private static Specimen hmac(String name, int length, boolean ofMac) {
        return new Specimen(
                name,
                Specimen.Kind.HONEST,
                List.of(),
                new Specimen.Generator() {
                    @Override
                    public String password(Identities unit, RandomGenerator random) {
                        var input = ofMac ? unit.mac().hex() : unit.serial();
                        return keyed(input).substring(0, length);
                    }
                });
    }

    static String keyed(String input) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            "a key that no device carries".getBytes(StandardCharsets.UTF_8),
                            "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)))
                    .toLowerCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
    }
}
