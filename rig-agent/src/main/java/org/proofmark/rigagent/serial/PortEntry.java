package org.proofmark.rigagent.serial;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A serial port of this machine.
///
/// @param tty such as `/dev/ttyUSB0`
/// @param usb where it hangs; empty for a UART on the board
/// @param byPath its names in `/dev/serial/by-path`, sorted
/// @param byId its names in `/dev/serial/by-id`, sorted; of two adapters with one serial number
///   only one has it
public record PortEntry(Path tty, Optional<UsbPlace> usb, List<Path> byPath, List<Path> byId) {
    public PortEntry {
        byPath = List.copyOf(byPath);
        byId = List.copyOf(byId);
    }

    /// What to write in the rig's file: it means the same port tomorrow.
    public String stableName() {
        if (!byPath.isEmpty()) {
            return "path: " + byPath.getFirst();
        }
        return usb.map(u -> "usb: \"" + u.topology() + "\"").orElse("path: " + tty);
    }

    /// True where both would have the same name in `/dev/serial/by-id`.
    boolean looksLike(PortEntry other) {
        return usb.isPresent()
                && other.usb.isPresent()
                && usb.get().identity().equals(other.usb.get().identity());
    }

    /// A port on the USB.
    ///
    /// @param topology bus, hub ports, configuration and interface, such as `1-1.2:1.0`
    /// @param vendor four hex digits
    /// @param product four hex digits
    /// @param serial the adapter's serial number, empty where it has none
    /// @param index of the port among those of the interface
    public record UsbPlace(
            String topology, String vendor, String product, String serial, int index) {
        /// What is the same on two adapters that udev cannot tell apart.
        String identity() {
            var suffix = topology.substring(topology.indexOf(':') + 1);
            return String.join("/", vendor, product, serial, suffix, String.valueOf(index));
        }

        /// The device without the interface, such as `1-1.2`.
        String device() {
            return topology.substring(0, topology.indexOf(':'));
        }
    }
}
