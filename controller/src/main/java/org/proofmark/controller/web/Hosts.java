package org.proofmark.controller.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The names that a browser may call the pages by. A page elsewhere on the web can make a browser
/// connect here under a name of its own (DNS rebinding) and would then read everything: the Host
/// header gives it away.
final class Hosts {
    private final Set<String> names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1", "::1"));
    private final boolean literals;

    /// @param listen where the pages are served; other than on loopback every literal address is
    ///   taken, since no name is looked up for it and so none can be bent
    /// @param advertised the controller's own name, where it has one
    Hosts(InetSocketAddress listen, Optional<String> advertised) {
        literals = !listen.getAddress().isLoopbackAddress();
        names.add(listen.getHostString().toLowerCase(Locale.ROOT));
        advertised.ifPresent(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /// True for a Host header that names this controller, with or without a port.
    boolean allows(String header) {
        var name = name(header.strip().toLowerCase(Locale.ROOT));
        return !name.isEmpty() && (names.contains(name) || (literals && isLiteral(name)));
    }

    private static String name(String header) {
        if (header.startsWith("[")) {
            var end = header.indexOf(']');
            return end > 0 && portOrNothing(header.substring(end + 1))
                    ? header.substring(1, end)
                    : "";
        }
        var colon = header.indexOf(':');
        if (colon < 0) {
            return header;
        }
        return portOrNothing(header.substring(colon)) ? header.substring(0, colon) : "";
    }

    private static boolean portOrNothing(String rest) {
        return rest.isEmpty() || rest.matches(":[0-9]{0,5}");
    }

    private static boolean isLiteral(String name) {
        try {
            var _ = InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
