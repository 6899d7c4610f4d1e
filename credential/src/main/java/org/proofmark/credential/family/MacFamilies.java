package org.proofmark.credential.family;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Generators that move and replace digits.
final class MacFamilies {
    private static final List<String> OTE_VENDORS =
            List.of("c87b5b", "fcc897", "681ab2", "b075d5", "384608");
    private static final Map<String, String> HUAWEI_SUFFIX =
            Map.ofEntries(
                    Map.entry("28", "03"),
                    Map.entry("08", "05"),
                    Map.entry("80", "06"),
                    Map.entry("e0", "0C"),
                    Map.entry("00", "0D"),
                    Map.entry("10", "0E"),
                    Map.entry("cc", "12"),
                    Map.entry("d4", "35"),
                    Map.entry("ac", "1A"),
                    Map.entry("20", "1F"),
                    Map.entry("70", "20"),
                    Map.entry("f8", "21"),
                    Map.entry("48", "24"));
    private static final int[] WLAN_BYTES = {5, 0, 4, 1, 2, 3, 5, 4, 1, 2, 3, 0, 2};
    private static final int[] DLINK_ORDER = {
        11, 0, 10, 1, 9, 2, 8, 3, 7, 4, 6, 5, 1, 6, 8, 9, 11, 2, 4, 10
    };
    private static final String DLINK_TABLE = "XrqaHNpdSYw86215";
    private static final String[] BELKIN_ORDERS = {"62385174", "12385174", "12385674", "62385674"};
    private static final String[] BELKIN_TABLES = {"024613578ACE9BDF", "944626378ace9bdf"};
    private static final int DISCUS_ZERO = 0xD0EC31;

    private MacFamilies() {}

    static List<String> tpLink(Facts facts) {
        return facts.hasMac() ? List.of(facts.upperMac().substring(4)) : List.of();
    }

    static List<String> ote(Facts facts) {
        var candidates = new ArrayList<String>();
        if (facts.hasMac()) {
            candidates.add(facts.mac());
        }
        candidates.add("1234567890123");
        facts.ssidHex(4).ifPresent(tail -> OTE_VENDORS.forEach(v -> candidates.add(v + tail)));
        return candidates;
    }

    static List<String> huawei824(Facts facts) {
        if (!facts.hasMac() || !HUAWEI_SUFFIX.containsKey(facts.mac().substring(0, 2))) {
            return List.of();
        }
        int fifth = Integer.parseInt(facts.mac().substring(8, 10), 16);
        int sixth = Integer.parseInt(facts.mac().substring(10), 16);
        // The address that is meant lies nine below.
        var text =
                facts.mac().substring(6, 8)
                        + String.format(
                                Locale.ROOT, "%02x", sixth <= 8 ? (fifth - 1) & 0xff : fifth)
                        + String.format(Locale.ROOT, "%02x", (sixth - 9) & 0xff)
                        + HUAWEI_SUFFIX.get(facts.mac().substring(0, 2));
        return List.of(text.toUpperCase(Locale.ROOT));
    }

    static List<String> wlan2(Facts facts) {
        var digit = facts.ssidHex(2);
        if (!facts.hasMac() || digit.isEmpty()) {
            return List.of();
        }
        var text = new StringBuilder();
        for (int index : WLAN_BYTES) {
            text.append(facts.mac(), 2 * index, 2 * index + 2);
        }
        if (Character.digit(digit.get().charAt(0), 16) > 9) {
            int first = (Integer.parseInt(text.substring(0, 2), 16) - 1) & 0xff;
            text.replace(0, 2, String.format(Locale.ROOT, "%02x", first));
        }
        return bothCases(text.toString());
    }

    static List<String> dLink(Facts facts) {
        if (!facts.hasMac()) {
            return List.of();
        }
        var candidates = new ArrayList<String>();
        for (int offset = -1; offset <= 1; offset++) {
            var mac = facts.macPlus(offset);
            var text = new StringBuilder();
            for (int place : DLINK_ORDER) {
                text.append(DLINK_TABLE.charAt(HexFormat.fromHexDigit(mac.charAt(place))));
            }
            candidates.add(text.toString());
        }
        return candidates;
    }

    static List<String> belkin(Facts facts) {
        if (!facts.hasMac()) {
            return List.of();
        }
        var candidates = new ArrayList<String>();
        for (int offset = 0; offset <= 2; offset++) {
            var digits = facts.macPlus(offset).substring(4);
            for (String order : BELKIN_ORDERS) {
                for (String table : BELKIN_TABLES) {
                    var text = new StringBuilder();
                    order.chars()
                            .map(place -> digits.charAt(place - '1'))
                            .map(HexFormat::fromHexDigit)
                            .forEach(nibble -> text.append(table.charAt(nibble)));
                    candidates.add(text.toString());
                }
            }
        }
        return candidates;
    }

    static List<String> verizon(Facts facts) {
        if (facts.ssid().length() != 5 || !facts.ssid().matches("[0-9A-Za-z]{5}")) {
            return List.of();
        }
        int number = Integer.parseInt(new StringBuilder(facts.ssid()).reverse().toString(), 36);
        var tail = String.format(Locale.ROOT, "%06X", number);
        var candidates = new ArrayList<>(List.of("1801" + tail, "1F90" + tail));
        if (facts.hasMac()) {
            candidates.add(facts.upperMac().substring(2, 6) + tail);
        }
        return candidates;
    }

    static List<String> discus(Facts facts) {
        return facts.ssidHex(6)
                .map(tail -> Integer.parseInt(tail, 16) - DISCUS_ZERO)
                .filter(distance -> distance >= 0)
                .map(distance -> List.of("YW0" + (distance >> 2)))
                .orElse(List.of());
    }

    static List<String> bothCases(String text) {
        return List.of(text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT));
    }
}
