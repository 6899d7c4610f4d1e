package org.proofmark.virtuallab.device;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A request as a site sees it.
///
/// @param path without the query
/// @param headers the first value of a header, by its name in any case
record Request(
        String method, String path, Function<String, Optional<String>> headers, String body) {

    /// `METHOD /path`, which sites switch on.
    String route() {
        return method + " " + path;
    }

    /// The value of a cookie.
    Optional<String> cookie(String name) {
        for (var pair : headers.apply("Cookie").orElse("").split(";")) {
            var parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return Optional.of(parts[1]);
            }
        }
        return Optional.empty();
    }

    /// The fields of a form; of a field given twice the last counts.
    Map<String, String> form() {
        var fields = new HashMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(decode(parts[0]), decode(parts[1]));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // a broken escape stands for itself
            return text;
        }
    }
}
