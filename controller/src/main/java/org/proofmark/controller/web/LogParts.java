package org.proofmark.controller.web;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// Sends a log that grows: what is new is added to what the reader has; where the reader's own
/// lines changed or too many are new, all of it again.
final class LogParts<L> {
    private final String name;
    private final Function<List<L>, String> render;
    private List<L> sent = List.of();
    private boolean begun;

    /// @param name of the event that brings all; `<name>-more` brings what is new
    LogParts(String name, Function<List<L>, String> render) {
        this.name = name;
        this.render = render;
    }

    void send(List<L> now, EventRoute.Events to) throws IOException {
        var added = begun ? added(sent, now) : -1;
        if (added < 0) {
            to.send(name, render.apply(now));
        } else if (added > 0) {
            to.send(name + "-more", render.apply(now.subList(now.size() - added, now.size())));
        }
        sent = now;
        begun = true;
    }

    /// How many lines at the end of `now` are new, where what stands before them is the end of
    /// `before`; -1 where it is not.
    static <L> int added(List<L> before, List<L> now) {
        if (before.isEmpty()) {
            return now.isEmpty() ? 0 : -1;
        }
        var last = now.lastIndexOf(before.getLast());
        if (last < 0 || last + 1 > before.size()) {
            return -1;
        }
        var kept = now.subList(0, last + 1);
        return kept.equals(before.subList(before.size() - kept.size(), before.size()))
                ? now.size() - kept.size()
                : -1;
    }
}
