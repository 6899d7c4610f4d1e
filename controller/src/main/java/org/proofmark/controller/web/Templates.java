package org.proofmark.controller.web;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.proofmark.controller.templates.web.JteboardGenerated;
import org.proofmark.controller.templates.web.JtecampaignGenerated;
import org.proofmark.controller.templates.web.JteconsoleLinesGenerated;
import org.proofmark.controller.templates.web.JteevidenceGenerated;
import org.proofmark.controller.templates.web.JterunGenerated;
import org.proofmark.controller.templates.web.JtestepLinesGenerated;
import org.proofmark.controller.templates.web.part.JteactiveGenerated;
import org.proofmark.controller.templates.web.part.JtecampaignHeadGenerated;
import org.proofmark.controller.templates.web.part.JterecentGenerated;
import org.proofmark.controller.templates.web.part.JterigsGenerated;
import org.proofmark.controller.templates.web.part.JterunHeadGenerated;
import org.proofmark.controller.templates.web.part.JterunsGenerated;
import org.proofmark.controller.templates.web.part.JtetilesGenerated;
import org.proofmark.controller.templates.web.part.JteverdictsGenerated;
import org.proofmark.controller.templates.web.part.JtewaitsGenerated;
import org.proofmark.controller.web.view.Board;
import org.proofmark.controller.web.view.CampaignPage;
import org.proofmark.controller.web.view.EvidenceRow;
import org.proofmark.controller.web.view.Link;
import org.proofmark.controller.web.view.RunPage;

/// The templates of src/main/jte/web, compiled. Everything that they are given is escaped.
final class Templates {
    private Templates() {}

    private static String render(Consumer<HtmlTemplateOutput> template) {
        var out = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(out));
        return out.toString();
    }

    /// The parts of the start page by the names under which they are sent anew.
    static Map<String, String> board(Board board) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("tiles", render(o -> JtetilesGenerated.render(o, null, board)));
        parts.put("active", render(o -> JteactiveGenerated.render(o, null, board)));
        parts.put("waits", render(o -> JtewaitsGenerated.render(o, null, board)));
        parts.put("rigs", render(o -> JterigsGenerated.render(o, null, board)));
        parts.put("recent", render(o -> JterecentGenerated.render(o, null, board)));
        return parts;
    }

    static String boardPage(String version, Map<String, String> parts) {
        return render(o -> JteboardGenerated.render(o, null, version, parts));
    }

    /// The parts of a campaign's page by name.
    static Map<String, String> campaign(CampaignPage page) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("head", render(o -> JtecampaignHeadGenerated.render(o, null, page)));
        parts.put("verdicts", render(o -> JteverdictsGenerated.render(o, null, page)));
        parts.put("runs", render(o -> JterunsGenerated.render(o, null, page)));
        return parts;
    }

    static String campaignPage(String version, String id, Map<String, String> parts) {
        return render(o -> JtecampaignGenerated.render(o, null, version, id, parts));
    }

    /// The head of a run's page.
    static String runHead(RunPage page) {
        return render(o -> JterunHeadGenerated.render(o, null, page));
    }

    static String steps(List<RunPage.Step> steps) {
        return render(o -> JtestepLinesGenerated.render(o, null, steps));
    }

    static String console(List<RunPage.ConsoleLine> lines) {
        return render(o -> JteconsoleLinesGenerated.render(o, null, lines));
    }

    static String runPage(String version, RunPage page) {
        return render(o -> JterunGenerated.render(o, null, version, page));
    }

    static String evidence(String version, Link campaign, List<EvidenceRow> files) {
        return render(o -> JteevidenceGenerated.render(o, null, version, campaign, files));
    }
}
