package org.proofmark.controller.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What is sent back.
///
/// @param status of HTTP, such as 200
/// @param mediaType with its charset where it is text
/// @param headers further ones
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire, never compared
public record Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /// 200 with these bytes.
    public static Answer of(String mediaType, byte[] body) {
        return new Answer(200, mediaType, body, Map.of());
    }

    /// 200 with this text in UTF-8.
    public static Answer of(String mediaType, String body) {
        return of(mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    /// 200 with a page.
    public static Answer html(String page) {
        return of(HTML, page);
    }

    /// Another status with a sentence for people.
    public static Answer sentence(int status, String sentence) {
        return new Answer(
                status, PLAIN, (sentence + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /// The same with another status.
    public Answer withStatus(int other) {
        return new Answer(other, mediaType, body, headers);
    }

    /// The same with one more header.
    public Answer with(String header, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, mediaType, body, more);
    }
}
