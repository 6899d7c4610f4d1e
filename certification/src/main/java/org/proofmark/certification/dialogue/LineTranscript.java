package org.proofmark.certification.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What was said over telnet and SSH, one JSON object a session, kept until the end, when all
/// secrets are known that have to be masked in it. What a UART said is the console's record.
public final class LineTranscript {
    /// A run talks some hundred times; beyond this only the number is kept.
    private static final int MAX_SESSIONS = 5000;

    /// Of each direction of a session; logins are short.
    private static final int MAX_TEXT = 8192;

    private final List<Session> sessions = new ArrayList<>();
    private int dropped;

    /// One session, from its connection to its end.
    static final class Session {
        private final long nanos;
        private final String protocol;
        private final Place place;
        private final String purpose;
        private final StringBuilder said = new StringBuilder();
        private String outcome = "";

        private Session(long nanos, String protocol, Place place, String purpose) {
            this.nanos = nanos;
            this.protocol = protocol;
            this.place = place;
            this.purpose = purpose;
        }

        void sent(String text) {
            piece("> ", text);
        }

        void heard(String text) {
            piece("< ", text);
        }

        private void piece(String direction, String text) {
            if (!text.isEmpty() && said.length() < MAX_TEXT) {
                said.append(said.isEmpty() ? "" : "\n").append(direction).append(text);
            }
        }

        DialogueResult ended(DialogueResult result) {
            outcome = result.toString();
            return result;
        }

        private String json(Masks masks) {
            // masked before it is cut, so that no half of a secret is left
            var text = masks.mask(said.toString());
            var cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
            return "{\"monotonicNanos\":"
                    + nanos
                    + ",\"protocol\":\""
                    + protocol
                    + "\",\"to\":\""
                    + HttpText.json(place.address() + ":" + place.nominal())
                    + "\",\"purpose\":\""
                    + HttpText.json(purpose)
                    + "\",\"dialogue\":\""
                    + HttpText.json(cut)
                    + "\",\"outcome\":\""
                    + HttpText.json(masks.mask(outcome))
                    + "\"}";
        }
    }

    /// Begins a session's entry.
    Session begin(long nanos, String protocol, Place place, String purpose) {
        var session = new Session(nanos, protocol, place, purpose);
        if (sessions.size() < MAX_SESSIONS) {
            sessions.add(session);
        } else {
            dropped++;
        }
        return session;
    }

    /// True where nothing was said.
    public boolean isEmpty() {
        return sessions.isEmpty();
    }

    /// JSON Lines in UTF-8, with secrets masked: a derived view. Lines that went to the device
    /// begin with `> `, what came back with `< `.
    public byte[] masked(Masks masks) {
        var out = new StringBuilder();
        sessions.forEach(s -> out.append(masks.mask(s.json(masks))).append('\n'));
        if (dropped > 0) {
            out.append("{\"dropped\":").append(dropped).append("}\n");
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
