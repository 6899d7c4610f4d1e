package org.proofmark.controller.run;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.proofmark.domain.observation.Observation;

/// What a unit's passwords are compared with: what is printed on it, what its network shows, and
/// where it comes from.
final class Identifiers {
    private static final String MAC = "mac";

    /// What the MAC address of the network is called where the label prints another.
    private static final String NETWORK_MAC = "network-mac";

    private Identifiers() {}

    /// By name.
    ///
    /// @param batch empty where it is not known
    /// @param seen what one attempt observed
    static Map<String, String> of(String batch, List<Observation> seen) {
        var identifiers = new HashMap<String, String>();
        if (!batch.isEmpty()) {
            identifiers.put("batch", batch);
        }
        for (var observation : seen) {
            if (observation instanceof Observation.LabelRead label) {
                identifiers.putAll(label.fields());
            } else if (observation instanceof Observation.FirmwareRead firmware) {
                identifiers.putIfAbsent("firmware", firmware.version());
            }
        }
        for (var observation : seen) {
            if (observation instanceof Observation.MacSeen network) {
                onTheNetwork(network.mac(), identifiers);
            }
        }
        return identifiers;
    }

    /// The label's comes first: some units print another one than they send from.
    private static void onTheNetwork(String mac, Map<String, String> identifiers) {
        var printed = identifiers.get(MAC);
        if (printed == null) {
            identifiers.put(MAC, mac);
        } else if (!digits(printed).equals(digits(mac))) {
            identifiers.put(NETWORK_MAC, mac);
        }
    }

    private static String digits(String mac) {
        return mac.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
    }
}
