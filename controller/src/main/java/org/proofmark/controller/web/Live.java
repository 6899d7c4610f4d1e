package org.proofmark.controller.web;

import java.time.Duration;
import java.util.Map;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.FleetListener;
import org.proofmark.controller.fleet.RigReport;
import org.proofmark.controller.run.Campaigns;
import org.proofmark.controller.run.Feed;
import org.proofmark.controller.run.LiveConsoles;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.web.view.RunPage;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.time.Ticker;

/// What the pages show, kept up to date while somebody looks: whatever happens marks what it
/// touches, and the next look builds it anew, once for all who look. Nobody looks: nothing is read.
final class Live implements FleetListener, Feed.Listener, AutoCloseable {
    /// What no event tells of, such as records in a rig's spool, shows after this long.
    private static final Duration OLDEST = Duration.ofSeconds(5);

    private final Snapshot<Map<String, String>> board;
    private final Shelf<CampaignId, Map<String, String>> campaigns;
    private final Shelf<RunId, RunPage> runs;

    Live(Store store, Fleet fleet, Campaigns known, LiveConsoles consoles, Ticker ticker) {
        var boards = new BoardReader(store, fleet, known);
        var campaignReader = new CampaignReader(known);
        var runReader = new RunReader(store, known, consoles);
        board = new Snapshot<>(() -> Templates.board(boards.read()), ticker, OLDEST);
        campaigns =
                new Shelf<>(id ->
                        new Snapshot<>(
                                () -> Templates.campaign(campaignReader.read(id)), ticker, OLDEST));
        runs = new Shelf<>(id -> new Snapshot<>(() -> runReader.read(id), ticker, OLDEST));
    }

    /// The start page's parts by name.
    Snapshot<Map<String, String>> board() {
        return board;
    }

    /// Campaigns' pages, their parts by name.
    Shelf<CampaignId, Map<String, String>> campaigns() {
        return campaigns;
    }

    Shelf<RunId, RunPage> runs() {
        return runs;
    }

    @Override
    public void changed(CampaignId campaign) {
        board.changed();
        campaigns.changed(campaign);
        // few are looked at, and whose they are is not worth knowing
        runs.all().forEach(Snapshot::changed);
    }

    @Override
    public void recorded(CampaignId campaign, RunId run) {
        board.changed();
        campaigns.changed(campaign);
        runs.changed(run);
    }

    /// A run's console has more lines, or others.
    void talked(RunId run) {
        runs.changed(run);
    }

    @Override
    public void connected(RigId rig, RigReport report) {
        board.changed();
    }

    @Override
    public void heard(RigId rig, RigReport report) {
        // once a second from every rig: what it changes is told as a change
    }

    @Override
    public void changed(RigId rig) {
        board.changed();
    }

    @Override
    public void close() {
        board.close();
        campaigns.all().forEach(Snapshot::close);
        runs.all().forEach(Snapshot::close);
    }
}
