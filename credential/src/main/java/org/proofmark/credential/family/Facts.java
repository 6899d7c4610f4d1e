package org.proofmark.credential.family;

import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.population.MacAddress;
import org.proofmark.credential.population.PopulationUnit;

/// What published generators start from.
///
/// @param mac twelve hexadecimal digits in lower case; empty where unknown
/// @param ssid empty where unknown
/// @param serial empty where unknown
record Facts(String mac, String ssid, String serial) {
    /// Those of a unit: its first MAC address, SSID and serial number.
    static Facts of(PopulationUnit unit) {
        var mac =
                unit.identifiers().keySet().stream()
                        .filter(name -> name.contains("mac") || name.contains("bssid"))
                        .map(unit::mac)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(MacAddress::hex)
                        .orElse("");
        return new Facts(mac, unit.field("ssid").orElse(""), unit.field("serial").orElse(""));
    }

    boolean hasMac() {
        return !mac.isEmpty();
    }

    /// The MAC address some numbers on.
    String macPlus(int offset) {
        return new MacAddress(Long.parseLong(mac, 16)).plus(offset).hex();
    }

    String upperMac() {
        return mac.toUpperCase(Locale.ROOT);
    }

    /// The last characters of the SSID; empty where it is shorter or they are not hexadecimal.
    Optional<String> ssidHex(int digits) {
        if (ssid.length() < digits) {
            return Optional.empty();
        }
        var tail = ssid.substring(ssid.length() - digits);
        return tail.matches("\\p{XDigit}+") ? Optional.of(tail) : Optional.empty();
    }
}
