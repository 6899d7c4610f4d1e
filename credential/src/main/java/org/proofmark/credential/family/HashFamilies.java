package org.proofmark.credential.family;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Generators that hash what everybody can read.
final class HashFamilies {
    private static final String SITECOM_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String COMTREND_SALT = "bcgbghgg";
    private static final String COMTREND_VENDOR = "001a2b";
    private static final String[] COMTREND_VENDORS = {"64680C", "3872C0"};
    private static final String EIRCOM_LYRIC = "Although your world wonders me, ";
    private static final String[] WORDS = {
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"
    };
    private static final byte[] PIRELLI_SALT =
            HexFormat.of().parseHex("2233113402" + "81fa221141" + "6811120105" + "2271421066");

    private HashFamilies() {}

    static List<String> zyxel(Facts facts) {
        var tail = facts.ssidHex(4);
        if (!facts.hasMac() || tail.isEmpty()) {
            return List.of();
        }
        var text = facts.mac().substring(0, 8) + tail.get().toLowerCase(Locale.ROOT);
        return List.of(hex(hash("MD5", text)).substring(0, 20).toUpperCase(Locale.ROOT));
    }

    static List<String> sky(Facts facts) {
        if (!facts.hasMac()) {
            return List.of();
        }
        var hash = hash("MD5", facts.upperMac());
        var text = new StringBuilder();
        for (int i = 1; i < hash.length; i += 2) {
            text.append((char) ('A' + (hash[i] & 0xff) % 26));
        }
        return List.of(text.toString());
    }

    static List<String> sitecom(Facts facts) {
        if (!facts.hasMac()) {
            return List.of();
        }
        var rest = new BigInteger(hex(hash("MD5", facts.mac())).substring(16), 16);
        var base = BigInteger.valueOf(SITECOM_LETTERS.length());
        var text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(SITECOM_LETTERS.charAt(rest.mod(base).intValue()));
            rest = rest.divide(base);
        }
        return List.of(text.toString());
    }

    static List<String> comtrend(Facts facts) {
        var tail = facts.ssidHex(4);
        if (!facts.hasMac() || tail.isEmpty()) {
            return List.of();
        }
        var ssid = tail.get().toUpperCase(Locale.ROOT);
        if (!facts.mac().startsWith(COMTREND_VENDOR)) {
            return List.of(comtrendKey(facts.upperMac().substring(0, 8) + ssid, facts));
        }
        var candidates = new ArrayList<String>();
        for (String vendor : COMTREND_VENDORS) {
            for (int i = 0; i < 256; i++) {
                var other = vendor + String.format(Locale.ROOT, "%02X", i) + ssid;
                candidates.add(comtrendKey(other, facts));
            }
        }
        return candidates;
    }

    private static String comtrendKey(String other, Facts facts) {
        return hex(hash("MD5", COMTREND_SALT + other + facts.upperMac())).substring(0, 20);
    }

    static List<String> eircom(Facts facts) {
        if (!facts.hasMac()) {
            return List.of();
        }
        int number = 0x01000000 + Integer.parseInt(facts.mac().substring(6), 16);
        var text = new StringBuilder();
        String.valueOf(number).chars().forEach(digit -> text.append(WORDS[digit - '0']));
        return List.of(hex(hash("SHA-1", text + EIRCOM_LYRIC)).substring(0, 26));
    }

    static List<String> tecom(Facts facts) {
        return facts.ssid().isEmpty()
                ? List.of()
                : List.of(hex(hash("SHA-1", facts.ssid())).substring(0, 26));
    }

    static List<String> pirelli(Facts facts) {
        var tail = facts.ssidHex(12);
        if (tail.isEmpty()) {
            return List.of();
        }
        var bytes = HexFormat.of().parseHex(tail.get());
        var input = new byte[bytes.length + PIRELLI_SALT.length];
        System.arraycopy(bytes, 0, input, 0, bytes.length);
        System.arraycopy(PIRELLI_SALT, 0, input, bytes.length, PIRELLI_SALT.length);
        var hash = digest("MD5", input);
        int bits =
                ((hash[0] & 0xff) << 24)
                        | ((hash[1] & 0xff) << 16)
                        | ((hash[2] & 0xff) << 8)
                        | (hash[3] & 0xff);
        var text = new StringBuilder();
        for (int group = 0; group < 5; group++) {
            int value = (bits >>> (27 - 5 * group)) & 0x1f;
            text.append(String.format(Locale.ROOT, "%02x", value >= 10 ? value + 0x57 : value));
        }
        return List.of(text.toString());
    }

    /// Each byte of the address in hexadecimal without a leading zero, but two wide.
    static List<String> ubee(Facts facts) {
        if (!facts.hasMac()) {
            return List.of();
        }
        var candidates = new ArrayList<String>();
        for (int offset = -3; offset <= 3; offset++) {
            candidates.add(ubeeKey(facts.macPlus(offset)));
        }
        return candidates;
    }

    private static String ubeeKey(String mac) {
        var text = new StringBuilder();
        for (byte b : HexFormat.of().parseHex(mac)) {
            text.append(String.format(Locale.ROOT, "%2X", b & 0xff));
        }
        for (byte b : "UPCDEAULTPASSPHRASE".getBytes(StandardCharsets.US_ASCII)) {
            text.append(String.format(Locale.ROOT, "%02X", b));
        }
        var first = hash("MD5", text + "\0");
        var middle = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            middle.append(String.format(Locale.ROOT, "%02X", first[i] & 0x0f));
        }
        var second = hash("MD5", middle + "\0");
        var key = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            key.append((char) ('A' + ((second[i] & 0xff) + (second[i + 8] & 0xff)) % 26));
        }
        return key.toString();
    }

    static byte[] hash(String algorithm, String text) {
        return digest(algorithm, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }

    static String hex(byte[] data) {
        return HexFormat.of().formatHex(data);
    }
}
