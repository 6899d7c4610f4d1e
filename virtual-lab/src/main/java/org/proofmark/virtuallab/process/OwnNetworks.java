package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.util.Optional;

/// Whether slots of this machine can have networks of their own.
public final class OwnNetworks {
    private static final String ANY_MAC = "02:00:00:00:00:01";

    private OwnNetworks() {}

    /// Makes one and lets it go.
    ///
    /// @return what the machine does not allow, and what to do; empty where it does
    public static Optional<String> refusal() {
        try {
            SlotNamespaces.open(new NetworkSettings(NetworkSettings.DEFAULT_ADDRESS), ANY_MAC)
                    .close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
