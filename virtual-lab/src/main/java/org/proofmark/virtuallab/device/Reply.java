package org.proofmark.virtuallab.device;

import java.util.LinkedHashMap;
import java.util.Map;

/// An answer of a site.
record Reply(int status, Map<String, String> headers, String body) {
    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply text(int status, String text) {
        return typed(status, "text/plain; charset=utf-8", text + "\n");
    }

    static Reply json(int status, Map<String, ?> members) {
        return typed(status, "application/json", Json.object(members) + "\n");
    }

    static Reply html(int status, String page) {
        return typed(status, "text/html; charset=utf-8", page);
    }

    /// To another page, by GET.
    static Reply redirect(String path) {
        return new Reply(302, Map.of("Location", path), "");
    }

    /// The same, with how long to wait before the next try.
    Reply retryAfter(long seconds) {
        return with("Retry-After", String.valueOf(seconds));
    }

    /// The same with one more header.
    Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    private static Reply typed(int status, String type, String body) {
        return new Reply(status, Map.of("Content-Type", type, "Cache-Control", "no-store"), body);
    }
}
