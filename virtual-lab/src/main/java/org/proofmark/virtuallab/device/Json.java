package org.proofmark.virtuallab.device;

import java.util.Map;
import java.util.StringJoiner;

/// Flat JSON objects, written without a library since a device boots in a second.
final class Json {
    private Json() {}

    /// An object of strings, numbers and booleans, in the map's order.
    static String object(Map<String, ?> members) {
        var joiner = new StringJoiner(",", "{", "}");
        members.forEach((key, value) -> joiner.add(string(key) + ":" + value(value)));
        return joiner.toString();
    }

    private static String value(Object value) {
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : string(value.toString());
    }

    private static String string(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
