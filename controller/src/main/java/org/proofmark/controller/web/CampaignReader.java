package org.proofmark.controller.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proofmark.controller.run.CampaignView;
import org.proofmark.controller.run.Campaigns;
import org.proofmark.controller.schedule.Wait;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.web.view.CampaignPage;
import org.proofmark.controller.web.view.CampaignPage.Fact;
import org.proofmark.controller.web.view.CampaignPage.RunLine;
import org.proofmark.controller.web.view.CampaignPage.VerdictLine;
import org.proofmark.controller.web.view.Link;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.verdict.Verdict;

/// Reads a campaign's page, with what follows from the records so far.
final class CampaignReader {
    private final Campaigns campaigns;

    CampaignReader(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    CampaignPage read(CampaignId id) {
        var view = campaigns.view(id);
        var campaign = view.campaign();
        return new CampaignPage(
                campaign.id().value(),
                campaign.order().device(),
                Words.badge(campaign),
                facts(campaign),
                view.waiting().map(w -> w.code().word()).orElse(""),
                view.waiting().map(Wait::text).orElse(""),
                campaign.state().over(),
                verdicts(view),
                view.runs().stream().map(r -> line(r, view.runWaits())).toList(),
                downloads(campaign));
    }

    private static List<Fact> facts(CampaignRow campaign) {
        var order = campaign.order();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Profile", order.profileId()));
        facts.add(
                new Fact(
                        "Suite",
                        order.certified()
                                ? order.suite()
                                : "a user's own, uncertified, "
                                        + order.suiteDigest().hex().substring(0, 12)));
        facts.add(
                new Fact(
                        "Preset",
                        order.preset().name()
                                + ", "
                                + order.preset().resetsText()
                                + " of each unit, universal defaults: "
                                + order.preset().dictionary().text()));
        facts.add(new Fact("Submitted", Words.dayAndTime(campaign.createTime())));
        campaign.endTime().ifPresent(t -> facts.add(new Fact("Ended", Words.dayAndTime(t))));
        if (!campaign.cancelReason().isEmpty()) {
            facts.add(new Fact("Cancelled", campaign.cancelReason()));
        }
        return facts;
    }

    private static List<VerdictLine> verdicts(CampaignView view) {
        return view.assessment().stream()
                .flatMap(a -> a.deciding().stream())
                .map(CampaignReader::line)
                .toList();
    }

    private static VerdictLine line(Verdict verdict) {
        return new VerdictLine(
                verdict.population(),
                Words.requirement(verdict.requirement()),
                Words.badge(verdict.outcome()),
                verdict.reasons().stream()
                        .map(r -> new CampaignPage.Reason(r.code(), r.text()))
                        .toList());
    }

    private static RunLine line(RunRow run, Map<RunId, Wait> waits) {
        var wait = waits.get(run.id());
        return new RunLine(
                Words.link(run.id(), run.unit().value()),
                run.unit().value(),
                run.slot().toString(),
                Words.phase(run),
                Words.badge(run),
                run.attempts().isEmpty() ? "" : Integer.toString(run.attempts().size()),
                wait == null ? Words.detail(run) : wait.text());
    }

    private static List<Link> downloads(CampaignRow campaign) {
        if (campaign.state() != CampaignState.ENDED) {
            return List.of();
        }
        var base = "/campaigns/" + campaign.id().value() + "/";
        return List.of(
                new Link("Report", base + "report.html"),
                new Link("report.json", base + "report.json"),
                new Link("junit.xml", base + "junit.xml"),
                new Link("Evidence", base + "evidence/"));
    }
}
