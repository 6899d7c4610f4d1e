package org.proofmark.virtuallab.device;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// HTTP Basic (RFC 7617).
final class BasicLogin implements HttpLogin {
    private static final String SCHEME = "Basic ";

    private final Appliance appliance;

    BasicLogin(Appliance appliance) {
        this.appliance = appliance;
    }

    @Override
    public boolean isThere(Request request) {
        return given(request).isPresent();
    }

    @Override
    public boolean opens(Request request) {
        return given(request)
                .filter(parts -> appliance.accounts().opens(Door.WEB, parts[0], parts[1]))
                .isPresent();
    }

    /// Name and password.
    private static Optional<String[]> given(Request request) {
        var header = request.headers().apply("Authorization").orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            var parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return Optional.of(parts).filter(p -> p.length == 2);
        } catch (IllegalArgumentException _) {
            // no Base64: no login
            return Optional.empty();
        }
    }

    @Override
    public String challenge() {
        return "Basic realm=\"" + appliance.model().name() + "\", charset=\"UTF-8\"";
    }
}
