package org.proofmark.controller.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.store.Store;
import org.proofmark.credential.PopulationAnalyser;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.time.Ticker;

/// The parts of this package, wired together; made stopped.
public final class RunWiring implements AutoCloseable {
    private final Feed feed = new Feed();
    private final LiveConsoles consoles = new LiveConsoles();
    private final BlobStore blobs;
    private final Campaigns campaigns;
    private final Dispatcher dispatcher;
    private final RecordIntake intake;
    private final DeskRuns desk;

    /// @param suites jars by name
    public RunWiring(
            Store store,
            BlobStore blobs,
            Secrets secrets,
            Fleet fleet,
            Map<String, Path> suites,
            Outside outside,
            Limits limits) {
        this.blobs = blobs;
        var reader = new EvidenceReader(store, blobs, outside.profiles());
        var leases = new Leases(outside.ticker(), limits);
        this.dispatcher =
                new Dispatcher(
                        store,
                        fleet,
                        outside.clock(),
                        limits,
                        feed,
                        new Situations(store, fleet, leases, blobs, outside.ticker(), limits),
                        leases,
                        new Orders(store, secrets, reader),
                        new CrossWork(
                                new CrossPlanning(store, secrets, outside.analyser(), blobs)));
        this.intake =
                new RecordIntake(
                        store,
                        secrets,
                        outside.clock(),
                        feed,
                        consoles,
                        dispatcher::attemptsChanged);
        this.desk = new DeskRuns(store, reader, outside.desk(), dispatcher::wake);
        this.campaigns =
                new Campaigns(
                        store,
                        blobs,
                        fleet,
                        secrets,
                        suites,
                        outside.profiles(),
                        outside.clock(),
                        dispatcher,
                        desk,
                        reader);
        fleet.listen(dispatcher);
        blobs.listen(_ -> dispatcher.wake());
    }

    /// What this package gets from outside.
    public record Outside(
            Ticker ticker,
            InstantSource clock,
            ProfileReading profiles,
            PopulationAnalyser analyser,
            DeskWork desk) {}

    /// Who hears of plans from now on.
    public void listen(PlanListener heard) {
        dispatcher.listen(heard);
    }

    /// Goes on where the store says that it was.
    public void start() {
        intake.start();
        dispatcher.start();
        desk.resume();
    }

    /// Time has passed; called about twice a second.
    public void tick() {
        dispatcher.tick();
        desk.tick();
    }

    /// A rig's answer to an order.
    public void replied(RigId rig, Attempt attempt, boolean accepted, String reason) {
        dispatcher.replied(rig, attempt, accepted, reason);
    }

    public Campaigns campaigns() {
        return campaigns;
    }

    public RecordIntake intake() {
        return intake;
    }

    public Feed feed() {
        return feed;
    }

    /// What devices say while runs are at work.
    public LiveConsoles consoles() {
        return consoles;
    }

    /// Where evidence is kept.
    public BlobStore blobs() {
        return blobs;
    }

    @Override
    public void close() {
        desk.close();
        intake.close();
        dispatcher.close();
    }
}
