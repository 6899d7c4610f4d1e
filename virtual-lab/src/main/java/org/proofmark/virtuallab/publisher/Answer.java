package org.proofmark.virtuallab.publisher;

import java.util.Map;

/// What the publisher answers.
record Answer(int status, Map<String, String> headers, String body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page);
    }

    static Answer of(int status, String type, String body) {
        return new Answer(status, Map.of("Content-Type", type), body);
    }
}
