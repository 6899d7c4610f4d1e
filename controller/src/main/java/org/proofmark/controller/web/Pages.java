package org.proofmark.controller.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.run.Reports;
import org.proofmark.controller.run.RunWiring;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.time.Ticker;

/// The pages for people: what the controller does, as it happens. They change nothing.
public final class Pages implements AutoCloseable {
    /// How often a reader who hears no news is looked after.
    private static final Duration PING = Duration.ofSeconds(10);

    private final String version;
    private final Live live;
    private final Downloads downloads;

    /// @param version of the controller
    public Pages(String version, Store store, Fleet fleet, RunWiring runs, Reports reports) {
        this.version = version;
        // real time: what is shown and how often has nothing to do with the clock of leases
        this.live = new Live(store, fleet, runs.campaigns(), runs.consoles(), Ticker.system());
        this.downloads = new Downloads(version, runs.campaigns(), reports, runs.blobs());
        fleet.listen(live);
        runs.feed().listen(live);
        runs.consoles().listen(live::talked);
    }

    /// Where they are.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(
                new Route(
                        "/",
                        _ ->
                                Answer.html(
                                        Templates.boardPage(version, live.board().now().value()))));
        routes.add(new Route("/campaigns/{campaign}", this::campaign));
        routes.add(new Route("/runs/{run}", this::run));
        routes.addAll(downloads.routes());
        routes.addAll(StaticFiles.routes());
        return routes;
    }

    /// Where their changes are.
    public List<EventRoute> events() {
        return List.of(
                new EventRoute("/events", (_, to) -> follow(live.board(), to)),
                new EventRoute("/campaigns/{campaign}/events", this::followCampaign),
                new EventRoute("/runs/{run}/events", this::followRun));
    }

    private Answer campaign(Request request) throws InterruptedException {
        var id = campaignId(request);
        try (var look = live.campaigns().open(id)) {
            return Answer.html(
                    Templates.campaignPage(version, id.value(), look.snapshot().now().value()));
        }
    }

    private Answer run(Request request) throws InterruptedException {
        try (var look = live.runs().open(runId(request))) {
            return Answer.html(Templates.runPage(version, look.snapshot().now().value()));
        }
    }

    private void followCampaign(Request request, EventRoute.Events to)
            throws IOException, InterruptedException {
        try (var look = live.campaigns().open(campaignId(request))) {
            follow(look.snapshot(), to);
        }
    }

    /// Sends the parts that changed, whole.
    private static void follow(Snapshot<Map<String, String>> snapshot, EventRoute.Events to)
            throws IOException, InterruptedException {
        var sent = new HashMap<String, String>();
        var version = 0L;
        while (!snapshot.closed()) {
            var seen = snapshot.next(version, PING);
            if (seen.isEmpty()) {
                to.ping();
                continue;
            }
            version = seen.get().version();
            for (var part : seen.get().value().entrySet()) {
                if (!part.getValue().equals(sent.put(part.getKey(), part.getValue()))) {
                    to.send(part.getKey(), part.getValue());
                }
            }
        }
    }

    private void followRun(Request request, EventRoute.Events to)
            throws IOException, InterruptedException {
        try (var look = live.runs().open(runId(request))) {
            var follower = new RunFollower(to);
            var version = 0L;
            while (!look.snapshot().closed()) {
                var seen = look.snapshot().next(version, PING);
                if (seen.isEmpty()) {
                    to.ping();
                    continue;
                }
                version = seen.get().version();
                follower.send(seen.get().value());
            }
        }
    }

    static CampaignId campaignId(Request request) {
        try {
            return new CampaignId(request.part("campaign"));
        } catch (IllegalArgumentException e) {
            throw noSuch("campaign", e);
        }
    }

    private static RunId runId(Request request) {
        try {
            return new RunId(request.part("run"));
        } catch (IllegalArgumentException e) {
            throw noSuch("run", e);
        }
    }

    private static RefusedException noSuch(String what, IllegalArgumentException cause) {
        var refused =
                new RefusedException(
                        Kind.NOT_FOUND,
                        "no-such-" + what,
                        "There is no " + what + " of that name.");
        refused.initCause(cause);
        return refused;
    }

    /// Ends every stream.
    @Override
    public void close() {
        live.close();
    }
}
