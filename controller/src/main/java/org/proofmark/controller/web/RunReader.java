package org.proofmark.controller.web;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.run.Campaigns;
import org.proofmark.controller.run.LiveConsoles;
import org.proofmark.controller.run.RecordText;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.StoredRecord;
import org.proofmark.controller.web.view.CampaignPage.Fact;
import org.proofmark.controller.web.view.RunPage;
import org.proofmark.controller.web.view.RunPage.ConsoleLine;
import org.proofmark.controller.web.view.RunPage.Step;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.RunId;

/// Reads a run's page: its steps from the store, its console from memory.
final class RunReader {
    /// Steps that are shown, the latest: a run of many resets has thousands.
    static final int MAX_STEPS = 500;

    private final Store store;
    private final Campaigns campaigns;
    private final LiveConsoles consoles;

    RunReader(Store store, Campaigns campaigns, LiveConsoles consoles) {
        this.store = store;
        this.campaigns = campaigns;
        this.consoles = consoles;
    }

    RunPage read(RunId id) {
        var run =
                store.campaigns()
                        .run(id)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Kind.NOT_FOUND,
                                        "no-such-run",
                                        "There is no run " + id + "."));
        var records = store.records().records(id);
        var skipped = Math.max(0, records.size() - MAX_STEPS);
        var console = consoles.of(id);
        return new RunPage(
                id.value(),
                Words.link(run.campaign()),
                Words.badge(run),
                facts(run),
                detail(run),
                skipped,
                records.subList(skipped, records.size()).stream().map(RunReader::step).toList(),
                console.generation(),
                console.lines().stream()
                        .map(l -> new ConsoleLine(l.number(), l.text(), l.told()))
                        .toList(),
                note(run, console.lines().isEmpty()));
    }

    private String detail(RunRow run) {
        return campaigns
                .waiting(run.id())
                .map(w -> w.code().word() + ": " + w.text())
                .orElse(Words.detail(run));
    }

    private static List<Fact> facts(RunRow run) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Unit", run.unit().value()));
        facts.add(new Fact("Slot", run.slot().toString()));
        facts.add(new Fact("Phase", Words.phase(run)));
        run.latest()
                .ifPresent(a -> {
                    facts.add(new Fact("Attempt", Integer.toString(a.id().number())));
                    a.startTime().ifPresent(t -> facts.add(new Fact("Began", Words.dayAndTime(t))));
                    a.fault().ifPresent(f -> facts.add(new Fact("Fault", f.code())));
                });
        return facts;
    }

    private static Step step(StoredRecord stored) {
        var record = stored.record();
        return new Step(
                record.attempt().number() + "-" + record.sequence(),
                record.attempt().number(),
                Words.time(record.createTime()),
                switch (record.what()) {
                    case What.Progress _ -> "progress";
                    case What.Observed _ -> "observed";
                    case What.Kept _ -> "kept";
                    case What.Faulted _ -> "fault";
                    case What.Ended _ -> "ended";
                },
                RecordText.of(record),
                stored.superseded());
    }

    private static String note(RunRow run, boolean silent) {
        if (run.state() == RunState.ACTIVE) {
            return silent ? "Nothing has come yet." : "";
        }
        return silent
                ? "The console is shown while a run is at work. What it said is in the evidence."
                : "The attempt is over: the whole console is in the evidence.";
    }
}
