package org.proofmark.certification.dialogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Text as URLs, forms and JSON want it.
final class HttpText {
    private HttpText() {}

    /// Percent-encoded, so that it can stand in a path or a query.
    static String url(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// As browsers encode forms.
    static String form(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// The inside of a JSON string.
    static String json(String value) {
        var out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /// A header's value: without what would end it.
    static String header(String value) {
        return value.replace("\r", "").replace("\n", "");
    }
}
