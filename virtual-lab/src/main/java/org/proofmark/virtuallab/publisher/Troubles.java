package org.proofmark.virtuallab.publisher;

import java.util.Map;
import java.util.Optional;

/// Answers that are no page, under `/trouble/NAME`: what a harness must tell from a maker who
/// publishes nothing.
final class Troubles {
    private static final String LOGIN =
            """
            <!DOCTYPE html>
            <html lang="en"><head><title>Sign in</title></head>
            <body><h1>Sign in</h1>
            <p>Please log in or register to read this page.</p>
            <form method="post" action="/trouble/login-wall">
            <label>E-mail <input type="email" name="email"></label>
            <label>Password <input type="password" name="password"></label>
            <button>Log in</button></form>
            <p>No account yet? <a href="/trouble/register">Create an account</a></p>
            </body></html>
            """;

    private Troubles() {}

    /// The answer of a name: a status from 400 to 599, `login-wall`, `login-redirect`,
    /// `login-required`, `redirect-loop` or `empty`.
    static Optional<Answer> named(String name) {
        return switch (name) {
            case "login-wall" -> Optional.of(Answer.html(200, LOGIN));
            case "login-redirect" -> Optional.of(redirect("/trouble/login-wall"));
            case "login-required" ->
                    Optional.of(
                            new Answer(
                                    401,
                                    Map.of("WWW-Authenticate", "Basic realm=\"partners\""),
                                    "Log in first.\n"));
            case "redirect-loop" -> Optional.of(redirect("/trouble/redirect-loop"));
            case "empty" -> Optional.of(Answer.html(200, ""));
            default -> status(name);
        };
    }

    private static Answer redirect(String path) {
        return new Answer(302, Map.of("Location", path), "");
    }

    private static Optional<Answer> status(String name) {
        if (!name.matches("[45]\\d\\d")) {
            return Optional.empty();
        }
        var page = "<!DOCTYPE html>\n<title>%1$s</title>\n<h1>Error %1$s</h1>\n".formatted(name);
        var answer = Answer.html(Integer.parseInt(name), page);
        return Optional.of(
                name.equals("429")
                        ? new Answer(
                                429,
                                Map.of("Content-Type", "text/html", "Retry-After", "120"),
                                page)
                        : answer);
    }
}
