package org.proofmark.certification.dialogue;

import java.net.InetSocketAddress;

/// Where an interface is reached.
///
/// @param address the device's IPv4 address
/// @param nominal the port under which it is reported
/// @param actual the port at which it is
public record Place(String address, int nominal, int actual, boolean tls) {
    InetSocketAddress socket() {
        return new InetSocketAddress(address, actual);
    }

    /// `http://address:port`, as a browser would send it.
    String origin() {
        return (tls ? "https://" : "http://") + authority();
    }

    String authority() {
        return actual == (tls ? 443 : 80) ? address : address + ":" + actual;
    }
}
