package org.proofmark.credential.population;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A unit of a list. Never logged with its password: [#toString()] leaves it out.
///
/// @param id what the list calls it
/// @param identifiers what is printed on it, broadcast by it or counted, by the field's lower-case
///   name (`mac`, `serial`, `ssid`, `imei`, `model`, `batch`, `manufactured`, any other); fields
///   without a value are not there
/// @param password may be empty
public record PopulationUnit(String id, Map<String, String> identifiers, String password) {
    public PopulationUnit {
        identifiers =
                identifiers instanceof UnitFields fields
                        ? fields
                        : Collections.unmodifiableMap(new LinkedHashMap<>(identifiers));
    }

    /// A field's value.
    public Optional<String> field(String name) {
        return Optional.ofNullable(identifiers.get(name));
    }

    /// A field's value as a MAC address; empty where it has none or it is not one.
    public Optional<MacAddress> mac(String name) {
        return field(name).flatMap(MacAddress::parse);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "PopulationUnit[" + id + ", " + identifiers + "]";
    }
}
