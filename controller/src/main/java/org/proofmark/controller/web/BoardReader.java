package org.proofmark.controller.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.Liveness;
import org.proofmark.controller.run.Campaigns;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.web.view.Badge;
import org.proofmark.controller.web.view.Badge.Tone;
import org.proofmark.controller.web.view.Board;
import org.proofmark.controller.web.view.Board.CampaignLine;
import org.proofmark.controller.web.view.Board.OverLine;
import org.proofmark.controller.web.view.Board.Tile;
import org.proofmark.controller.web.view.Board.VerdictBadge;
import org.proofmark.controller.web.view.Board.WaitLine;
import org.proofmark.controller.web.view.Link;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the start page: what is there, what is at work, what waits and why. Used by one thread at
/// a time.
final class BoardReader {
    /// Rigs that are shown, those in trouble first: more than a wall shows.
    static final int MAX_RIGS = 200;

    /// Campaigns at work or in the queue that are shown, by submission.
    static final int MAX_ACTIVE = 100;

    /// Campaigns that are over.
    static final int MAX_RECENT = 20;

    private static final Logger LOG = LoggerFactory.getLogger(BoardReader.class);

    private final Store store;
    private final Fleet fleet;
    private final Campaigns campaigns;

    /// Verdicts of campaigns that are over: they are judged once.
    private final Map<CampaignId, List<VerdictBadge>> judged =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<CampaignId, List<VerdictBadge>> eldest) {
                    return size() > 4 * MAX_RECENT;
                }
            };

    BoardReader(Store store, Fleet fleet, Campaigns campaigns) {
        this.store = store;
        this.fleet = fleet;
        this.campaigns = campaigns;
    }

    Board read() {
        var active =
                store.campaigns().unsettledCampaigns().stream()
                        .filter(c -> !c.state().over())
                        .toList();
        var runs = new HashMap<CampaignId, List<RunRow>>();
        store.campaigns().unsettledCampaigns().stream()
                .map(CampaignRow::id)
                .forEach(id -> runs.put(id, store.campaigns().runs(id)));
        var rigs = new RigCards(store, fleet, runs).read();
        var waits = new ArrayList<WaitLine>();
        active.forEach(c -> waits(c, runs.getOrDefault(c.id(), List.of()), waits));
        var shown = active.subList(0, Math.min(active.size(), MAX_ACTIVE));
        return new Board(
                tiles(rigs, active),
                shown.stream().map(c -> line(c, runs.getOrDefault(c.id(), List.of()))).toList(),
                active.size() - shown.size(),
                waits.subList(0, Math.min(waits.size(), MAX_ACTIVE)),
                rigs.subList(0, Math.min(rigs.size(), MAX_RIGS)).stream()
                        .sorted(Comparator.comparing(r -> r.card().name()))
                        .map(RigCards.Read::card)
                        .toList(),
                Math.max(0, rigs.size() - MAX_RIGS),
                store.campaigns().latestOver(MAX_RECENT).stream().map(this::over).toList());
    }

    private static List<Tile> tiles(List<RigCards.Read> rigs, List<CampaignRow> active) {
        var connected = rigs.stream().filter(r -> r.liveness() == Liveness.CONNECTED).count();
        var slots = rigs.stream().mapToInt(r -> r.card().slots().size()).sum();
        var busy = rigs.stream().mapToInt(RigCards.Read::busy).sum();
        var out = rigs.stream().mapToInt(RigCards.Read::outOfService).sum();
        var waiting = active.stream().filter(c -> c.state() == CampaignState.WAITING).count();
        return List.of(
                new Tile(
                        "Rigs connected",
                        connected + " of " + rigs.size(),
                        connected == rigs.size() ? "" : (rigs.size() - connected) + " away",
                        connected == rigs.size() ? Tone.GOOD : Tone.BAD),
                new Tile("Slots at work", busy + " of " + slots, "", Tone.BUSY),
                new Tile(
                        "Slots out of service",
                        Integer.toString(out),
                        "",
                        out == 0 ? Tone.GOOD : Tone.BAD),
                new Tile(
                        "Campaigns at work", Long.toString(active.size() - waiting), "", Tone.BUSY),
                new Tile(
                        "In the queue",
                        Long.toString(waiting),
                        "",
                        waiting == 0 ? Tone.QUIET : Tone.OPEN));
    }

    private void waits(CampaignRow campaign, List<RunRow> runs, List<WaitLine> into) {
        campaigns
                .waiting(campaign.id())
                .ifPresent(w ->
                        into.add(
                                new WaitLine(
                                        Words.link(campaign.id()),
                                        campaign.order().device(),
                                        w.code().word(),
                                        w.text())));
        for (var run : runs) {
            campaigns
                    .waiting(run.id())
                    .ifPresent(w ->
                            into.add(
                                    new WaitLine(
                                            Words.link(
                                                    run.id(),
                                                    "unit " + run.unit() + ", " + Words.phase(run)),
                                            campaign.order().device(),
                                            w.code().word(),
                                            w.text())));
        }
    }

    private static CampaignLine line(CampaignRow campaign, List<RunRow> runs) {
        return new CampaignLine(
                Words.link(campaign.id()),
                campaign.order().device(),
                units(runs),
                Words.badge(campaign),
                progress(campaign, runs),
                Words.dayAndTime(campaign.createTime()));
    }

    private static String units(List<RunRow> runs) {
        return Long.toString(runs.stream().map(RunRow::unit).distinct().count());
    }

    private static String progress(CampaignRow campaign, List<RunRow> runs) {
        var phase =
                switch (campaign.state()) {
                    case COLLECTING -> Optional.of(Phase.COLLECT);
                    case CROSSING -> Optional.of(Phase.CROSS);
                    case WAITING, ENDED, CANCELLED -> Optional.<Phase>empty();
                };
        if (phase.isEmpty()) {
            return "";
        }
        var own = runs.stream().filter(r -> r.phase() == phase.get()).toList();
        var done = own.stream().filter(r -> r.state().over()).count();
        var steps =
                own.stream()
                        .filter(r -> r.state() == RunState.ACTIVE)
                        .map(Words::detail)
                        .filter(step -> !step.isEmpty())
                        .findFirst();
        return done + " of " + own.size() + " through" + steps.map(s -> "; " + s).orElse("");
    }

    private OverLine over(CampaignRow campaign) {
        var report =
                campaign.state() == CampaignState.ENDED
                        ? new Link("report", "/campaigns/" + campaign.id().value() + "/report.html")
                        : Link.none("");
        return new OverLine(
                Words.link(campaign.id()),
                campaign.order().device(),
                units(store.campaigns().runs(campaign.id())),
                campaign.order().preset().name(),
                Words.badge(campaign),
                judged.computeIfAbsent(campaign.id(), this::verdicts),
                campaign.endTime().map(Words::dayAndTime).orElse(""),
                report);
    }

    private List<VerdictBadge> verdicts(CampaignId id) {
        try {
            return campaigns.assess(id).deciding().stream()
                    .map(v ->
                            new VerdictBadge(
                                    Words.requirement(v.requirement()), Words.badge(v.outcome())))
                    .toList();
        } catch (RuntimeException e) {
            // one campaign that cannot be read must not take the page from all others
            LOG.warn("campaign {} cannot be judged for the page", id, e);
            return List.of(new VerdictBadge("", new Badge(Tone.OPEN, "cannot be judged")));
        }
    }
}
