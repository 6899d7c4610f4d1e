package org.proofmark.controller.web;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import org.proofmark.controller.templates.JtestartGenerated;

/// The pages for people.
public final class Pages {
    private final String version;

    /// @param version of the controller
    public Pages(String version) {
        this.version = version;
    }

    /// Where they are.
    public List<Route> routes() {
        return List.of(new Route("/", _ -> start()));
    }

    private Answer start() {
        var out = new StringOutput();
        JtestartGenerated.render(new OwaspHtmlTemplateOutput(out), null, version);
        return Answer.html(out.toString());
    }
}
