package org.proofmark.virtuallab.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.proofmark.virtuallab.device.Accounts.PasswordChange;
import org.proofmark.virtuallab.device.Sessions.Session;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A JSON API with bearer tokens, as an app uses it, and one page.
final class ApiSite implements Site {
    private static final String BEARER = "Bearer ";

    private final Appliance appliance;
    private final Sessions sessions;
    private final Pages pages;

    ApiSite(Appliance appliance, Sessions sessions) {
        this.appliance = appliance;
        this.sessions = sessions;
        this.pages = new Pages(appliance.model());
    }

    /// Made at the first call with a body: a device is up before its JSON library is loaded.
    private static final class Mapper {
        private static final JsonMapper JSON = JsonMapper.builder().build();
    }

    @Override
    public Reply answer(Request request) {
        return switch (request.route()) {
            case "GET /", "GET /setup" ->
                    Reply.html(200, pages.setUpDone(appliance.accounts().shown()));
            case "POST /api/v1/login" -> logIn(request);
            case "GET /api/v1/status" -> guarded(request, _ -> ok(appliance.status()));
            case "POST /api/v1/relay" -> guarded(request, _ -> switchRelay(request));
            case "POST /api/v1/password" -> guarded(request, _ -> changePassword(request));
            case "POST /api/v1/logout" -> guarded(request, this::logOut);
            default -> error(404, "not-found");
        };
    }

    private Reply logIn(Request request) {
        var body = members(request.body());
        if (body.isEmpty()) {
            return error(400, "bad-json");
        }
        var outcome =
                appliance.tryLogin(
                        Door.WEB,
                        body.get().getOrDefault("username", ""),
                        body.get().getOrDefault("password", ""));
        if (outcome.isLocked()) {
            return error(429, "locked").retryAfter(outcome.seconds());
        }
        return outcome.open()
                ? ok(Map.of("token", sessions.open(true).id()))
                : error(401, "bad-credentials");
    }

    private Reply switchRelay(Request request) {
        var on = members(request.body()).map(body -> body.get("on")).orElse("");
        if (!on.equals("true") && !on.equals("false")) {
            return error(400, "wants-on");
        }
        appliance.accounts().switchRelay(on.equals("true"));
        return ok(appliance.status());
    }

    private Reply changePassword(Request request) {
        var body = members(request.body()).orElse(Map.of());
        var change =
                appliance
                        .accounts()
                        .change(body.getOrDefault("current", ""), body.getOrDefault("new", ""));
        return change == PasswordChange.CHANGED
                ? ok(Map.of("result", "changed"))
                : Reply.json(
                        400,
                        Map.of("error", "not-changed", "text", appliance.accounts().text(change)));
    }

    private Reply logOut(Session session) {
        sessions.end(session.id());
        return ok(Map.of("result", "logged-out"));
    }

    private Reply guarded(Request request, java.util.function.Function<Session, Reply> action) {
        return request.headers()
                .apply("Authorization")
                .filter(value -> value.startsWith(BEARER))
                .flatMap(value -> sessions.find(value.substring(BEARER.length())))
                .map(action)
                .orElseGet(() -> error(401, "login-required").with("WWW-Authenticate", "Bearer"));
    }

    private static Optional<Map<String, String>> members(String body) {
        try {
            var tree = Mapper.JSON.readTree(body);
            if (!tree.isObject()) {
                return Optional.empty();
            }
            var members = new LinkedHashMap<String, String>();
            tree.properties().forEach(m -> members.put(m.getKey(), m.getValue().asString("")));
            return Optional.of(members);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Reply ok(Map<String, ?> members) {
        return Reply.json(200, members);
    }

    private static Reply error(int status, String code) {
        return Reply.json(status, Map.of("error", code));
    }
}
