package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.net.InetSocketAddress;

/// The contract's rule for ports: a device that cannot bind a port below 1024, for whatever reason,
/// binds port + 8000.
final class Ports {
    private static final int FIRST_FREE_FOR_ALL = 1024;
    private static final int SHIFT = 8000;

    private Ports() {}

    /// Binds at the nominal port, else at the shifted one.
    ///
    /// @throws IOException where neither can be had; the message names both
    static <T> T bind(String address, int nominal, Binder<T> binder) throws IOException {
        try {
            return binder.bind(new InetSocketAddress(address, nominal));
        } catch (IOException refused) {
            if (nominal >= FIRST_FREE_FOR_ALL) {
                throw refused;
            }
            try {
                return binder.bind(new InetSocketAddress(address, nominal + SHIFT));
            } catch (IOException alsoRefused) {
                var text =
                        "cannot bind %s at port %d (%s) nor %d (%s)"
                                .formatted(
                                        address,
                                        nominal,
                                        refused.getMessage(),
                                        nominal + SHIFT,
                                        alsoRefused.getMessage());
                throw new IOException(text, alsoRefused);
            }
        }
    }

    /// Opens a server at an address.
    interface Binder<T> {
        T bind(InetSocketAddress address) throws IOException;
    }
}
