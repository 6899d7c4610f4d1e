package org.proofmark.credential.specimen;

import java.math.BigInteger;
import java.util.List;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.specimen.FlawedSpecimens.Flawed;

/// Generators of row P6: hashes written in characters of the maker's own choice, and of two
/// identifiers as they are printed.
final class AlphabetSpecimens {
    private static final String UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final String SHUFFLED = "q7Xm#2RkdZ9wTb+4HnFs8yJcV3pLg6MxtKz5";

    private AlphabetSpecimens() {}

    static void addTo(List<Flawed> all) {
        FlawedSpecimens.add(
                all,
                "P6",
                "SHA-1 of the serial number, bytes mod 31",
                (u, r) -> remainders(FlawedSpecimens.digest("SHA-1", u.serial()), UNMISTAKABLE),
                FindingClass.UNKEYED_HASH);
        FlawedSpecimens.add(
                all,
                "P6",
                "MD5 of the MAC, bytes scaled to 36 shuffled characters",
                (u, r) -> scaled(FlawedSpecimens.digest("MD5", u.mac().hex()), SHUFFLED),
                FindingClass.UNKEYED_HASH);
        FlawedSpecimens.add(
                all,
                "P6",
                "SHA-256 of MAC and serial number as a number of 36 shuffled digits",
                (u, r) ->
                        "Hub-"
                                + number(
                                        FlawedSpecimens.digest(
                                                "SHA-256", u.mac().hex() + u.serial()),
                                        SHUFFLED),
                FindingClass.UNKEYED_HASH);
        FlawedSpecimens.add(
                all,
                "P6",
                "MD5 of the MAC as it is printed and the serial number",
                (u, r) -> FlawedSpecimens.hex("MD5", u.macText() + u.serial()).substring(0, 10),
                FindingClass.UNKEYED_HASH);
    }

    private static String remainders(byte[] digest, String alphabet) {
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append(alphabet.charAt((digest[i] & 0xff) % alphabet.length()));
        }
        return text.toString();
    }

    private static String scaled(byte[] digest, String alphabet) {
        var text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(alphabet.charAt(((digest[i] & 0xff) * alphabet.length()) >> 8));
        }
        return text.toString();
    }

    private static String number(byte[] digest, String alphabet) {
        var text = new StringBuilder();
        var size = BigInteger.valueOf(alphabet.length());
        var rest = new BigInteger(1, digest);
        for (int i = 0; i < 11; i++) {
            text.append(alphabet.charAt(rest.mod(size).intValue()));
            rest = rest.divide(size);
        }
        return text.toString();
    }
}
