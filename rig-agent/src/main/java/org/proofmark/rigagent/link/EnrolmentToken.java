package org.proofmark.rigagent.link;

import org.proofmark.domain.run.Digest;

/// `<host:port of enrolment>/<SHA-256 of the CA's certificate, hex>/<secret>`.
record EnrolmentToken(String host, int port, Digest authority, String secret) {
    /// @throws IllegalArgumentException where the text has another form; the message does not
    ///   repeat the secret
    static EnrolmentToken parse(String text) {
        var parts = text.strip().split("/", -1);
        if (parts.length != 3) {
            throw malformed("it has " + parts.length + " parts between slashes");
        }
        int colon = parts[0].lastIndexOf(':');
        if (colon < 1) {
            throw malformed("'" + parts[0] + "' is no host:port");
        }
        int port;
        try {
            port = Integer.parseInt(parts[0].substring(colon + 1));
        } catch (NumberFormatException e) {
            throw malformed("'" + parts[0] + "' has no port");
        }
        if (port < 1 || port > 65_535) {
            throw malformed("port " + port + " is outside 1 to 65535");
        }
        if (parts[2].length() < 16) {
            throw malformed("its secret is cut short");
        }
        var host = parts[0].substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new EnrolmentToken(host, port, new Digest(parts[1]), parts[2]);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static IllegalArgumentException malformed(String why) {
        return new IllegalArgumentException(
                "this is no enrolment token: "
                        + why
                        + "; expected <host:port>/<64 hex digits>/<secret>, in one word as the"
                        + " controller printed it");
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "EnrolmentToken[" + host + ":" + port + "]";
    }
}
