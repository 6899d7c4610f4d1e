package org.proofmark.credential.family;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The published generators that are recognised, from their descriptions in the literature
/// (Lorente, Meijer, Verdult: "Scrutinizing WPA2 password generating algorithms in wireless
/// routers", WOOT 2015, and what it cites).
public final class NamedFamilies {
    private NamedFamilies() {}

    /// All of them.
    public static List<NamedFamily> all() {
        return List.of(
                family(
                        "TP-Link",
                        "[0-9A-F]{8}",
                        "the last 8 hexadecimal digits of the MAC",
                        MacFamilies::tpLink),
                family(
                        "OTE, conn-x",
                        "[0-9a-fA-F]{10,13}",
                        "the MAC in lower case, or 1234567890123, or a vendor prefix and the SSID's last 4",
                        MacFamilies::ote),
                family(
                        "Huawei HG824x",
                        "[0-9A-F]{8}",
                        "bytes 4 to 6 of the MAC, decremented, and a vendor byte",
                        MacFamilies::huawei824),
                family(
                        "WLAN_xx",
                        "[0-9a-fA-F]{26}",
                        "26 digits: a fixed order of the MAC's bytes",
                        MacFamilies::wlan2),
                family(
                        "D-Link",
                        "[0-9A-Za-z]{20}",
                        "20 digits of the MAC through a table",
                        MacFamilies::dLink),
                family(
                        "Belkin",
                        "[0-9a-fA-F]{8}",
                        "the MAC's last 8 digits in a fixed order through a table",
                        MacFamilies::belkin),
                family(
                        "ZyXEL",
                        "[0-9A-F]{20}",
                        "MD5 of 8 digits of the MAC and the SSID's last 4",
                        HashFamilies::zyxel),
                family(
                        "Sky V1",
                        "[A-Z]{8}",
                        "MD5 of the MAC, every second byte mod 26",
                        HashFamilies::sky),
                family(
                        "Sitecom 2100",
                        "[A-Z]{12}",
                        "MD5 of the MAC as 12 digits of base 24",
                        HashFamilies::sitecom),
                family(
                        "Comtrend",
                        "[0-9a-f]{20}",
                        "MD5 of a constant, the MAC and the SSID",
                        HashFamilies::comtrend),
                family(
                        "Eircom",
                        "[0-9a-f]{26}",
                        "SHA-1 of the MAC's number in words and a line of a song",
                        HashFamilies::eircom),
                family("Tecom", "[0-9a-f]{26}", "SHA-1 of the SSID", HashFamilies::tecom),
                family(
                        "Pirelli",
                        "[0-9a-f]{10}",
                        "MD5 of 6 bytes of the SSID and a constant",
                        HashFamilies::pirelli),
                family(
                        "Verizon FiOS",
                        "[0-9A-F]{10,11}",
                        "the SSID backwards as a base-36 number",
                        MacFamilies::verizon),
                family(
                        "Discus",
                        "YW0[0-9]+",
                        "an affine function of the SSID",
                        MacFamilies::discus),
                family(
                        "Thomson, SpeedTouch",
                        "[0-9A-F]{10}",
                        "SHA-1 of the serial number",
                        SerialFamilies::thomson),
                family(
                        "UPC (Technicolor TC7200)",
                        "[A-Z]{8}",
                        "MD5 of a serial number that the SSID gives away",
                        SerialFamilies::upc),
                family(
                        "UPC UBEE EVW3226",
                        "[A-Z]{8}",
                        "MD5 of the MAC and a constant",
                        HashFamilies::ubee));
    }

    private static NamedFamily family(
            String name, String form, String formula, Function<Facts, List<String>> generate) {
        return new NamedFamily(name, Pattern.compile(form), formula, generate);
    }
}
