package org.proofmark.virtuallab.device;

import java.nio.file.Path;
import java.util.Map;

/// What the virtual lab's contract hands to a device in `DUT_*` variables, as far as these devices
/// use it.
///
/// @param serial the UART's tty
/// @param state the flash: a folder that survives power cycles
/// @param address the one IPv4 address to serve on
/// @param button the FIFO with the button's levels
/// @param mac six bytes in hex, with colons
/// @param serialNumber of this unit
/// @param batch of this unit
/// @param manufactured ISO date
/// @param label where the print on the unit goes
/// @param rtc ISO-8601 instant at this power-on
record DeviceEnvironment(
        Path serial,
        Path state,
        String address,
        Path button,
        String mac,
        String serialNumber,
        String batch,
        String manufactured,
        Path label,
        String rtc) {

    /// Reads the variables.
    ///
    /// @throws IllegalArgumentException where one is missing or empty; the message names it
    static DeviceEnvironment of(Map<String, String> variables) {
        return new DeviceEnvironment(
                Path.of(wanted(variables, "DUT_SERIAL")),
                Path.of(wanted(variables, "DUT_STATE")),
                wanted(variables, "DUT_ADDRESS"),
                Path.of(wanted(variables, "DUT_BUTTON")),
                wanted(variables, "DUT_MAC"),
                wanted(variables, "DUT_SERIAL_NUMBER"),
                wanted(variables, "DUT_BATCH"),
                wanted(variables, "DUT_MANUFACTURED"),
                Path.of(wanted(variables, "DUT_LABEL")),
                wanted(variables, "DUT_RTC"));
    }

    private static String wanted(Map<String, String> variables, String name) {
        var value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    name
                            + " is not set: a simulated device is started by a slot of wiring kind"
                            + " 'process', which sets every DUT_ variable");
        }
        return value;
    }
}
