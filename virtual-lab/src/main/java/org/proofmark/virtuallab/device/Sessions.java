package org.proofmark.virtuallab.device;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Sessions of a web interface, in memory: a restart ends them all. Thread-safe.
final class Sessions {
    /// The oldest goes when there are more.
    static final int MAX = 64;

    private static final int TOKEN_BYTES = 16;

    private final RandomGenerator random;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    Sessions(RandomGenerator random) {
        this.random = random;
    }

    /// A new session.
    synchronized Session open(boolean loggedIn) {
        var session = new Session(token(), token(), loggedIn, false);
        put(session);
        return session;
    }

    /// Replaces what is known of a session.
    synchronized void put(Session session) {
        if (sessions.size() >= MAX && !sessions.containsKey(session.id())) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        sessions.put(session.id(), session);
    }

    synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    synchronized void end(String id) {
        sessions.remove(id);
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// A session.
    ///
    /// @param csrf what a form of this session must bring back
    /// @param regionChosen whether the first page of the set-up is done
    record Session(String id, String csrf, boolean loggedIn, boolean regionChosen) {
        Session afterRegion() {
            return new Session(id, csrf, loggedIn, true);
        }
    }
}
