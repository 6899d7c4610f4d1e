package org.proofmark.certification.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proofmark.certification.dialogue.HttpWire.Header;
import org.proofmark.certification.dialogue.HttpWire.WireRequest;
import org.proofmark.certification.dialogue.HttpWire.WireResponse;

/// What was said over HTTP, one JSON object a line, kept until the end, when all secrets are known
/// that have to be masked in it.
public final class Transcript {
    /// A run talks some hundred times; beyond this only the number is kept.
    private static final int MAX_ENTRIES = 5000;

    private static final int MAX_TEXT = 16_384;

    private static final Pattern IDENTIFYING =
            Pattern.compile("(?i)auth|cookie|token|key|session|csrf");

    private static final Set<String> SENSITIVE = sensitive();

    private final List<Entry> entries = new ArrayList<>();
    private int dropped;

    private record Entry(long nanos, Place place, WireRequest request, Object answer) {}

    void add(long nanos, Place place, WireRequest request, WireResponse response) {
        add(new Entry(nanos, place, request, response));
    }

    void add(long nanos, Place place, WireRequest request, String failure) {
        add(new Entry(nanos, place, request, failure));
    }

    private void add(Entry entry) {
        if (entries.size() < MAX_ENTRIES) {
            entries.add(entry);
        } else {
            dropped++;
        }
    }

    /// True where nothing was said.
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Nominal ports whose answer held this value though the request held neither it nor anything
    /// that a login gives.
    public Set<Integer> portsTelling(String value) {
        return entries.stream()
                .filter(e -> e.answer() instanceof WireResponse r && text(r.body()).contains(value))
                .filter(e -> !text(e.request().body()).contains(value))
                .filter(e -> !e.request().target().contains(value))
                .filter(e -> e.request().headers().stream().noneMatch(Transcript::identifies))
                .map(e -> e.place().nominal())
                .collect(Collectors.toSet());
    }

    private static boolean identifies(Header header) {
        return IDENTIFYING.matcher(header.name()).find();
    }

    /// JSON Lines in UTF-8, with secrets masked: a derived view.
    public byte[] masked(Masks masks) {
        var out = new StringBuilder();
        entries.forEach(e -> out.append(masks.mask(json(e))).append('\n'));
        if (dropped > 0) {
            out.append("{\"dropped\":").append(dropped).append("}\n");
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Entry e) {
        var head =
                "{\"monotonicNanos\":"
                        + e.nanos()
                        + ",\"to\":"
                        + quoted(e.place().origin())
                        + ",\"method\":"
                        + quoted(e.request().method())
                        + ",\"target\":"
                        + quoted(e.request().target())
                        + ",\"headers\":"
                        + headers(e.request().headers())
                        + ",\"body\":"
                        + quoted(text(e.request().body()));
        return head
                + switch (e.answer()) {
                    case WireResponse r ->
                            ",\"status\":"
                                    + r.status()
                                    + ",\"responseHeaders\":"
                                    + headers(r.headers())
                                    + ",\"responseBody\":"
                                    + quoted(text(r.body()));
                    default -> ",\"failure\":" + quoted(String.valueOf(e.answer()));
                }
                + "}";
    }

    private static String headers(List<Header> headers) {
        var out = new ArrayList<String>();
        for (var h : headers) {
            var value = SENSITIVE.contains(h.name()) ? "\u2022\u2022\u2022" : h.value();
            out.add("[" + quoted(h.name()) + "," + quoted(value) + "]");
        }
        return "[" + String.join(",", out) + "]";
    }

    private static String text(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static String quoted(String text) {
        return "\"" + HttpText.json(text) + "\"";
    }

    private static Set<String> sensitive() {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(List.of("Authorization", "Cookie", "Set-Cookie"));
        return names;
    }
}
