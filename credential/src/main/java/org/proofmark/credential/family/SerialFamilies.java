package org.proofmark.credential.family;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Generators that hash a serial number of few values; where it is not known, the SSID gives it.
final class SerialFamilies {
    /// `CP` YY WW, two characters for the product, three that count.
    private static final Pattern THOMSON_SERIAL =
            Pattern.compile("CP(\\d{4})[0-9A-Z]{0,3}([0-9A-Z]{3})(?:\\([0-9A-Z]{2}\\))?");

    private static final Pattern UPC_SERIAL = Pattern.compile("SAAP\\d{8}");
    private static final Pattern UPC_SSID = Pattern.compile("UPC(\\d{7})");
    private static final int UPC_SSIDS = 10_000_000;
    private static final int[] UPC_MAGIC = {0xFF8D8F20, 0xFFD9DA60};

    private SerialFamilies() {}

    static List<String> thomson(Facts facts) {
        var match = THOMSON_SERIAL.matcher(facts.serial());
        if (!match.matches()) {
            return List.of();
        }
        return List.of(thomsonHash(match.group(1), match.group(2)).substring(0, 10));
    }

    /// The 40 digits whose first ten are the key, and whose last six end the SSID.
    ///
    /// @param week YYWW
    /// @param counter three characters
    static String thomsonHash(String week, String counter) {
        var hexadecimal =
                HexFormat.of()
                        .withUpperCase()
                        .formatHex(counter.getBytes(StandardCharsets.US_ASCII));
        return HashFamilies.hex(HashFamilies.hash("SHA-1", "CP" + week + hexadecimal))
                .toUpperCase(Locale.ROOT);
    }

    static List<String> upc(Facts facts) {
        if (UPC_SERIAL.matcher(facts.serial()).matches()) {
            var backwards = new StringBuilder(facts.serial()).reverse().toString();
            return List.of(upcPassword(facts.serial()), upcPassword(backwards));
        }
        var match = UPC_SSID.matcher(facts.ssid());
        if (!match.matches()) {
            return List.of();
        }
        var candidates = new ArrayList<String>();
        int target = Integer.parseInt(match.group(1));
        for (int first = 0; first <= 9; first++) {
            for (int middle = 0; middle <= 999; middle++) {
                for (int band = 0; band < UPC_MAGIC.length; band++) {
                    addSerials(first, middle, band, target, candidates);
                }
            }
        }
        return candidates;
    }

    /// The serial numbers with these digits whose SSID has this number.
    private static void addSerials(
            int first, int middle, int band, int target, List<String> candidates) {
        int base = first * 2_500_000 + middle * 6_800 + UPC_MAGIC[band];
        int last = Math.floorMod(target - base, UPC_SSIDS);
        // Four digits; a number below zero stands on no device.
        if (last <= 9999 && base + last >= 0) {
            var serial = String.format(Locale.ROOT, "SAAP%d%03d%04d", first, middle, last);
            candidates.add(
                    upcPassword(
                            band == 0 ? serial : new StringBuilder(serial).reverse().toString()));
        }
    }

    static String upcPassword(String serial) {
        var hash = HashFamilies.hash("MD5", serial);
        var words = String.format(Locale.ROOT, "%08X%08X", mangled(hash, 0), mangled(hash, 8));
        var second = HashFamilies.hash("MD5", words);
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            int letter = 'A' + (second[i] & 0x1f) % 23;
            letter += letter >= 'I' ? 1 : 0;
            letter += letter >= 'L' ? 1 : 0;
            letter += letter >= 'O' ? 1 : 0;
            text.append((char) letter);
        }
        return text.toString();
    }

    /// Four half-words, lowest byte first, to one word.
    private static int mangled(byte[] hash, int from) {
        var half = new int[4];
        for (int i = 0; i < 4; i++) {
            half[i] = (hash[from + 2 * i] & 0xff) | ((hash[from + 2 * i + 1] & 0xff) << 8);
        }
        return (half[3] % 9999 + 1) * 11 * (half[1] * 100 + half[2] * 10 + half[0]);
    }
}
