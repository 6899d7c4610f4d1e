package org.proofmark.virtuallab.process;

import java.util.Optional;
import java.util.regex.Pattern;

/// A network of the slot's own, as the settings want it. The subnet is the address' /24; the slot's
/// end is at .254 of it, or at .253 where the device is at .254.
///
/// @param address the device's IPv4 address
record NetworkSettings(String address) {
    static final String DEFAULT_ADDRESS = "192.168.1.1";

    /// Of the subnet.
    static final int PREFIX = 24;

    private static final int LAST = 254;
    private static final int LOOPBACK = 127;
    private static final int FIRST_MULTICAST = 224;
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final String WANTED =
            "network.address wants the IPv4 address of a host, such as 192.168.1.1: no loopback, no"
                    + " multicast, and from .1 to .254, got '";

    NetworkSettings {
        var matcher = FORM.matcher(address);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(WANTED + address + "'");
        }
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            boolean fits = part <= 255 && matcher.group(i).equals(Integer.toString(part));
            boolean host =
                    switch (i) {
                        case 1 -> part > 0 && part != LOOPBACK && part < FIRST_MULTICAST;
                        case 4 -> part > 0 && part <= LAST;
                        default -> true;
                    };
            if (!fits || !host) {
                throw new IllegalArgumentException(WANTED + address + "'");
            }
        }
    }

    /// The address of the slot's end.
    String slotAddress() {
        int dot = address.lastIndexOf('.') + 1;
        boolean taken = address.substring(dot).equals(Integer.toString(LAST));
        return address.substring(0, dot) + (taken ? LAST - 1 : LAST);
    }

    /// @param keys of the setting `network`; empty where the device shares the host's network
    static Optional<NetworkSettings> parse(Keys keys) {
        var kind = keys.text("kind").orElseThrow(() -> keys.wrong("kind", "host or namespace"));
        Optional<NetworkSettings> settings =
                switch (kind) {
                    case "host" -> Optional.empty();
                    case "namespace" ->
                            Optional.of(
                                    new NetworkSettings(
                                            keys.text("address").orElse(DEFAULT_ADDRESS)));
                    default -> throw keys.wrong("kind", "host or namespace");
                };
        keys.refuseOthers();
        return settings;
    }
}
