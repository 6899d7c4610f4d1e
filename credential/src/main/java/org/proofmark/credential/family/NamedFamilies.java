package org.proofmark.credential.family;

import java.util.List;

/// The published generators that are recognised, from their descriptions in the literature
/// (Lorente, Meijer, Verdult: "Scrutinizing WPA2 password generating algorithms in wireless
/// routers", WOOT 2015, and what it cites).
public final class NamedFamilies {
    private NamedFamilies() {}

    /// All of them.
    public static List<NamedFamily> all() {
        return List.of(
                new NamedFamily(
                        "TP-Link", "the last 8 hexadecimal digits of the MAC", MacFamilies::tpLink),
                new NamedFamily(
                        "OTE, conn-x",
                        "the MAC in lower case, or 1234567890123, or a vendor prefix and the SSID's last 4",
                        MacFamilies::ote),
                new NamedFamily(
                        "Huawei HG824x",
                        "bytes 4 to 6 of the MAC, decremented, and a vendor byte",
                        MacFamilies::huawei824),
                new NamedFamily(
                        "WLAN_xx",
                        "26 digits: a fixed order of the MAC's bytes",
                        MacFamilies::wlan2),
                new NamedFamily(
                        "D-Link", "20 digits of the MAC through a table", MacFamilies::dLink),
                new NamedFamily(
                        "Belkin",
                        "the MAC's last 8 digits in a fixed order through a table",
                        MacFamilies::belkin),
                new NamedFamily(
                        "ZyXEL",
                        "MD5 of 8 digits of the MAC and the SSID's last 4",
                        HashFamilies::zyxel),
                new NamedFamily(
                        "Sky V1", "MD5 of the MAC, every second byte mod 26", HashFamilies::sky),
                new NamedFamily(
                        "Sitecom 2100",
                        "MD5 of the MAC as 12 digits of base 24",
                        HashFamilies::sitecom),
                new NamedFamily(
                        "Comtrend",
                        "MD5 of a constant, the MAC and the SSID",
                        HashFamilies::comtrend),
                new NamedFamily(
                        "Eircom",
                        "SHA-1 of the MAC's number in words and a line of a song",
                        HashFamilies::eircom),
                new NamedFamily("Tecom", "SHA-1 of the SSID", HashFamilies::tecom),
                new NamedFamily(
                        "Pirelli",
                        "MD5 of 6 bytes of the SSID and a constant",
                        HashFamilies::pirelli),
                new NamedFamily(
                        "Verizon FiOS",
                        "the SSID backwards as a base-36 number",
                        MacFamilies::verizon),
                new NamedFamily("Discus", "an affine function of the SSID", MacFamilies::discus),
                new NamedFamily(
                        "Thomson, SpeedTouch",
                        "SHA-1 of the serial number",
                        SerialFamilies::thomson),
                new NamedFamily(
                        "UPC (Technicolor TC7200)",
                        "MD5 of a serial number that the SSID gives away",
                        SerialFamilies::upc),
                new NamedFamily(
                        "UPC UBEE EVW3226", "MD5 of the MAC and a constant", HashFamilies::ubee));
    }
}
