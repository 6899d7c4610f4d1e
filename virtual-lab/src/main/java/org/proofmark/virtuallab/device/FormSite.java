package org.proofmark.virtuallab.device;

import java.util.Optional;
import org.proofmark.virtuallab.device.Accounts.PasswordChange;
import org.proofmark.virtuallab.device.Sessions.Session;

/// Pages with forms: each brings back the CSRF token of its session, which a cookie names. Where no
/// password exists, every page leads to the set-up of two pages.
final class FormSite implements Site {
    static final String COOKIE = "sid";

    private final Appliance appliance;
    private final Sessions sessions;
    private final Pages pages;

    FormSite(Appliance appliance, Sessions sessions) {
        this.appliance = appliance;
        this.sessions = sessions;
        this.pages = new Pages(appliance.model());
    }

    @Override
    public Reply answer(Request request) {
        var session = request.cookie(COOKIE).flatMap(sessions::find);
        if (appliance.accounts().wantsSetUp()) {
            return setUp(request, session);
        }
        var user = session.filter(s -> s.loggedIn() || appliance.accounts().openToAll());
        if (user.isEmpty() && appliance.accounts().openToAll()) {
            var anybody = sessions.open(false);
            return cookie(inside(request, anybody), anybody);
        }
        return user.isPresent() ? inside(request, user.get()) : outside(request, session);
    }

    private Reply setUp(Request request, Optional<Session> session) {
        return switch (request.route()) {
            case "GET /setup" -> withSession(session, s -> pages.region(s.csrf()));
            case "POST /setup" -> checked(request, session, this::chooseRegion);
            case "GET /setup/password" ->
                    session.filter(Session::regionChosen)
                            .map(s -> Reply.html(200, pages.firstPassword(s.csrf(), "")))
                            .orElse(Reply.redirect("/setup"));
            case "POST /setup/password" ->
                    session.filter(Session::regionChosen).isPresent()
                            ? checked(request, session, this::definePassword)
                            : Reply.redirect("/setup");
            case "POST /setup/skip" -> checked(request, session, this::skip);
            case "POST /setup/finish" -> checked(request, session, this::finish);
            case "GET /status", "POST /relay" ->
                    Reply.json(401, java.util.Map.of("error", "set-up required"));
            default -> Reply.redirect("/setup");
        };
    }

    private Reply chooseRegion(Request request, Session session) {
        sessions.put(session.afterRegion());
        appliance.accounts().setUpBegun();
        return Reply.redirect("/setup/password");
    }

    private Reply definePassword(Request request, Session session) {
        var form = request.form();
        var password = form.getOrDefault("password", "");
        if (!password.equals(form.get("repeat"))) {
            return Reply.html(
                    200, pages.firstPassword(session.csrf(), "The two passwords differ."));
        }
        var change = appliance.accounts().define(password);
        return change == PasswordChange.CHANGED
                ? Reply.redirect(pages.afterPassword())
                : Reply.html(
                        200,
                        pages.firstPassword(session.csrf(), appliance.accounts().text(change)));
    }

    private Reply skip(Request request, Session session) {
        appliance.accounts().goAround(SetUpManner.Gap.SKIP_BUTTON);
        return Reply.redirect("/");
    }

    private Reply finish(Request request, Session session) {
        appliance.accounts().goAround(SetUpManner.Gap.FINISH_CALLED);
        return Reply.redirect("/");
    }

    private Reply outside(Request request, Optional<Session> session) {
        return switch (request.route()) {
            case "GET /login" -> withSession(session, s -> pages.login(s.csrf(), ""));
            case "POST /login" -> checked(request, session, this::logIn);
            case "GET /setup" -> Reply.html(200, pages.setUpDone(appliance.accounts().shown()));
            case "GET /setup/finish" -> withSession(session, s -> pages.finish(s.csrf()));
            case "POST /setup/finish" -> Reply.redirect("/login");
            case "GET /status", "POST /relay" ->
                    Reply.json(401, java.util.Map.of("error", "login required"));
            default -> Reply.redirect("/login");
        };
    }

    private Reply logIn(Request request, Session session) {
        var form = request.form();
        var outcome =
                appliance.tryLogin(
                        Door.WEB,
                        form.getOrDefault("username", ""),
                        form.getOrDefault("password", ""));
        if (outcome.isLocked()) {
            return Reply.html(429, pages.login(session.csrf(), "Too many wrong logins."))
                    .retryAfter(outcome.seconds());
        }
        if (!outcome.open()) {
            return Reply.html(200, pages.login(session.csrf(), "Wrong user name or password."));
        }
        // a new id, so that nobody who planted the old one gets in
        sessions.end(session.id());
        return cookie(Reply.redirect("/home"), sessions.open(true));
    }

    private Reply inside(Request request, Session session) {
        return switch (request.route()) {
            case "GET /", "GET /login" -> Reply.redirect("/home");
            case "GET /home" -> Reply.html(200, pages.home(session.csrf(), appliance.status()));
            case "GET /status" -> Reply.json(200, appliance.status());
            case "POST /relay" -> checked(request, Optional.of(session), this::switchRelay);
            case "GET /account" -> Reply.html(200, pages.account(session.csrf(), ""));
            case "POST /account" -> checked(request, Optional.of(session), this::changePassword);
            case "GET /reset" -> Reply.html(200, pages.reset(session.csrf()));
            case "POST /reset" -> checked(request, Optional.of(session), this::reset);
            case "POST /logout" -> checked(request, Optional.of(session), this::logOut);
            default -> Reply.html(404, pages.message("There is no such page."));
        };
    }

    private Reply switchRelay(Request request, Session session) {
        appliance.accounts().switchRelay("on".equals(request.form().get("relay")));
        return Reply.json(200, appliance.status());
    }

    private Reply changePassword(Request request, Session session) {
        var form = request.form();
        var next = form.getOrDefault("new", "");
        var text =
                next.equals(form.get("repeat"))
                        ? change(form.getOrDefault("current", ""), next)
                        : "The two passwords differ.";
        return Reply.html(200, pages.account(session.csrf(), text));
    }

    private String change(String current, String next) {
        var accounts = appliance.accounts();
        return accounts.text(accounts.change(current, next));
    }

    private Reply reset(Request request, Session session) {
        if (!appliance.model().traits().reset().onWeb()) {
            return Reply.html(404, pages.message("There is no such page."));
        }
        appliance.reset().run();
        return Reply.html(200, pages.message("The device returns to its factory settings."));
    }

    private Reply logOut(Request request, Session session) {
        sessions.end(session.id());
        return Reply.redirect("/login");
    }

    private Reply checked(Request request, Optional<Session> session, FormAction action) {
        return session.filter(s -> s.csrf().equals(request.form().get("csrf")))
                .map(s -> action.perform(request, s))
                .orElseGet(() ->
                        Reply.html(403, pages.message("The form has expired. Load it again.")));
    }

    private Reply withSession(
            Optional<Session> session, java.util.function.Function<Session, String> page) {
        var present = session.orElseGet(() -> sessions.open(false));
        return cookie(Reply.html(200, page.apply(present)), present);
    }

    private static Reply cookie(Reply reply, Session session) {
        return reply.with(
                "Set-Cookie", COOKIE + "=" + session.id() + "; Path=/; HttpOnly; SameSite=Strict");
    }

    private interface FormAction {
        Reply perform(Request request, Session session);
    }
}
