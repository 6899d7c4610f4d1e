package org.proofmark.controller.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Scripts and styles, from the class path, read once.
final class StaticFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private StaticFiles() {}

    static List<Route> routes() {
        return List.of(
                route("page.css", "text/css; charset=utf-8", "page.css"),
                route("page.js", SCRIPT, "page.js"),
                route("icon.svg", "image/svg+xml", "icon.svg"),
                route(
                        "htmx.js",
                        SCRIPT,
                        "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js"),
                route("sse.js", SCRIPT, "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js"));
    }

    private static Route route(String name, String mediaType, String resource) {
        // a controller that was updated is looked at with its own scripts soon
        var answer = Answer.of(mediaType, bytes(resource)).with("Cache-Control", "max-age=60");
        return new Route("/static/" + name, _ -> answer);
    }

    private static byte[] bytes(String resource) {
        try (var in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
