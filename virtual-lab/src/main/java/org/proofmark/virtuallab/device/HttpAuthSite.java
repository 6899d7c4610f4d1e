package org.proofmark.virtuallab.device;

import java.util.Map;
import org.proofmark.virtuallab.device.Accounts.PasswordChange;

/// A web interface where each request carries its login.
final class HttpAuthSite implements Site {
    private final Appliance appliance;
    private final HttpLogin login;
    private final Pages pages;

    HttpAuthSite(Appliance appliance, HttpLogin login) {
        this.appliance = appliance;
        this.login = login;
        this.pages = new Pages(appliance.model());
    }

    @Override
    public Reply answer(Request request) {
        if (!login.isThere(request)) {
            return logInFirst();
        }
        var outcome = appliance.gate().attempt(Door.WEB, () -> login.opens(request));
        if (outcome.isLocked()) {
            return Reply.text(429, "Too many wrong logins.").retryAfter(outcome.seconds());
        }
        return outcome.open() ? inside(request) : logInFirst();
    }

    private Reply logInFirst() {
        return Reply.text(401, "Log in first.").with("WWW-Authenticate", login.challenge());
    }

    private Reply inside(Request request) {
        return switch (request.route()) {
            case "GET /" -> Reply.html(200, pages.message("You are logged in."));
            case "GET /status" -> Reply.json(200, appliance.status());
            case "POST /relay" -> switchRelay(request);
            case "POST /password" -> changePassword(request);
            default -> Reply.text(404, "There is no such page.");
        };
    }

    private Reply switchRelay(Request request) {
        appliance.accounts().switchRelay("on".equals(request.form().get("relay")));
        return Reply.json(200, appliance.status());
    }

    private Reply changePassword(Request request) {
        var form = request.form();
        var change =
                appliance
                        .accounts()
                        .change(form.getOrDefault("current", ""), form.getOrDefault("new", ""));
        return Reply.json(
                change == PasswordChange.CHANGED ? 200 : 400,
                Map.of("text", appliance.accounts().text(change)));
    }
}
