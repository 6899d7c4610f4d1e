package org.proofmark.controller.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Server-sent events on a servlet's answer, each flushed at once.
final class ServletEvents implements EventRoute.Events {
    private final HttpServletResponse response;
    private boolean begun;

    ServletEvents(HttpServletResponse response) {
        this.response = response;
    }

    @Override
    public void send(String name, String data) throws IOException {
        var event = new StringBuilder("event: ").append(name).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            event.append("data:\n");
        }
        write(event.append('\n').toString());
    }

    @Override
    public void ping() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        if (!begun) {
            begun = true;
            response.setStatus(200);
            response.setContentType("text/event-stream;charset=utf-8");
        }
        var out = response.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
