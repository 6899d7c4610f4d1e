package org.proofmark.controller.web;

import java.io.IOException;
import org.proofmark.controller.web.view.RunPage;

/// Sends a run's page to one reader as it changes: its head whole, its steps and its console as
/// they grow.
final class RunFollower {
    private final EventRoute.Events to;
    private final LogParts<RunPage.Step> steps = new LogParts<>("steps", Templates::steps);
    private final LogParts<RunPage.ConsoleLine> console =
            new LogParts<>("console", Templates::console);
    private String head = "";

    RunFollower(EventRoute.Events to) {
        this.to = to;
    }

    void send(RunPage page) throws IOException {
        var now = Templates.runHead(page);
        if (!now.equals(head)) {
            to.send("head", now);
            head = now;
        }
        steps.send(page.steps(), to);
        console.send(page.console(), to);
    }
}
