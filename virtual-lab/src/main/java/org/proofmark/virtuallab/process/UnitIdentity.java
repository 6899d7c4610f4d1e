package org.proofmark.virtuallab.process;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Who a unit is, before anything is printed on it: `DUT_SERIAL_NUMBER`, `DUT_MAC`, `DUT_BATCH`,
/// `DUT_MANUFACTURED`.
///
/// @param serialNumber 1 to 64 of letters, digits, `.`, `_`, `-`, the first no `.`; it names the
///   folder of the unit's flash
/// @param mac six hexadecimal pairs with colons, lower case
/// @param batch the same characters as a serial number
/// @param manufactured the day
public record UnitIdentity(String serialNumber, String mac, String batch, LocalDate manufactured) {
    static final String NAME_FORM = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}";
    static final String MAC_FORM = "[0-9a-f]{2}(:[0-9a-f]{2}){5}";
    private static final Pattern NAME = Pattern.compile(NAME_FORM);
    private static final Pattern MAC = Pattern.compile(MAC_FORM);

    public UnitIdentity {
        demand("serial-number", NAME, serialNumber);
        demand("mac", MAC, mac);
        demand("batch", NAME, batch);
    }

    /// As settings of a slot of kind `process`.
    public Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("serial-number", serialNumber);
        settings.put("mac", mac);
        settings.put("batch", batch);
        settings.put("manufactured", manufactured.toString());
        return settings;
    }

    private static void demand(String key, Pattern form, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    key + " wants the form " + form.pattern() + ", got '" + value + "'");
        }
    }
}
