package org.proofmark.virtuallab.device;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Sessions of a web interface. They are in memory, so that a restart ends them all; on some models
/// those of a logged-in user are in flash, too, where nothing erases them. Thread-safe.
final class Sessions {
    /// The oldest goes when there are more.
    static final int MAX = 64;

    private static final int TOKEN_BYTES = 16;

    private static final String FLASH = "sessions";

    private final RandomGenerator random;
    private final Optional<Flash> flash;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /// @param flash where logins outlast a restart; empty = nowhere
    Sessions(RandomGenerator random, Optional<Flash> flash) {
        this.random = random;
        this.flash = flash;
        flash.flatMap(f -> f.read(FLASH))
                .ifPresent(kept ->
                        kept.forEach((id, csrf) ->
                                sessions.put(id, new Session(id, csrf, true, false))));
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
        keep();
    }

    synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    synchronized void end(String id) {
        sessions.remove(id);
        keep();
    }

    private void keep() {
        flash.ifPresent(f ->
                f.write(
                        FLASH,
                        sessions.values().stream()
                                .filter(Session::loggedIn)
                                .collect(Collectors.toMap(Session::id, Session::csrf))));
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
