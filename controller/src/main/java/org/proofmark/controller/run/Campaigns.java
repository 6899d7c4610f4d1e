package org.proofmark.controller.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.schedule.Wait;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.CampaignEvidence;
import org.proofmark.domain.verdict.Judge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Campaigns: submitted, watched, judged, cancelled. Thread-safe.
public final class Campaigns {
    private static final int MAX_RESETS = 1000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Logger LOG = LoggerFactory.getLogger(Campaigns.class);

    private final Store store;
    private final BlobStore blobs;
    private final Fleet fleet;
    private final Map<String, Path> suites;
    private final ProfileReading profiles;
    private final InstantSource clock;
    private final Dispatcher dispatcher;
    private final DeskRuns desk;
    private final Placements placements;
    private final ProfileImages images;
    private final EvidenceReader reader;
    private final SecureRandom random = new SecureRandom();

    Campaigns(
            Store store,
            BlobStore blobs,
            Fleet fleet,
            Secrets secrets,
            Map<String, Path> suites,
            ProfileReading profiles,
            InstantSource clock,
            Dispatcher dispatcher,
            DeskRuns desk,
            EvidenceReader reader) {
        this.store = store;
        this.blobs = blobs;
        this.fleet = fleet;
        this.suites = Map.copyOf(suites);
        this.profiles = profiles;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.desk = desk;
        this.placements = new Placements(store, secrets);
        this.images = new ProfileImages(blobs);
        this.reader = reader;
    }

    /// Takes a campaign in; it starts by itself.
    ///
    /// @throws RefusedException for a profile that does not fit, a suite or preset that nobody
    ///   knows, or slots that lack what the profile needs; nothing is powered then
    public CampaignId submit(Submission submission) {
        var profile = profiles.read(submission.profileFile(), submission.profile());
        var preset = preset(submission);
        var suite = suite(submission);
        images.check(profile, submission.images());
        var units = placements.check(profile, submission.units());
        var order =
                new CampaignRow.Order(
                        submission.requestId(),
                        submission.device().isEmpty() ? profile.id().value() : submission.device(),
                        profile.id().value(),
                        submission.profileFile(),
                        put(submission.profile()),
                        submission.suiteDigest().isPresent() ? "" : submission.suite(),
                        suite,
                        submission.suiteDigest().isEmpty(),
                        preset,
                        submission.seed(),
                        submission.trust(),
                        submission.images());
        var now = clock.instant();
        var id = store.campaigns().addCampaign(newId(), order, units, now);
        LOG.info("campaign {}: {} on {} units", id, order.device(), units.size());
        store.campaigns().campaign(id).ifPresent(desk::begin);
        dispatcher.wake();
        return id;
    }

    private CampaignId newId() {
        return new CampaignId(
                "c"
                        + STAMP.format(clock.instant())
                        + "-"
                        + Integer.toString(random.nextInt(1 << 30), 36));
    }

    private static Preset preset(Submission submission) {
        var name = submission.preset().isEmpty() ? Preset.QUICK.name() : submission.preset();
        var preset =
                Preset.named(name)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Kind.INVALID,
                                        "no-such-preset",
                                        "There is no preset "
                                                + name
                                                + ": use one of "
                                                + Preset.names()
                                                + "."));
        if (submission.resets() < 0 || submission.resets() > MAX_RESETS) {
            throw new RefusedException(
                    Kind.INVALID,
                    "resets",
                    "resets wants 0 to " + MAX_RESETS + ", got " + submission.resets() + ".");
        }
        return submission.resets() == 0 ? preset : preset.withResets(submission.resets());
    }

    private Digest suite(Submission submission) {
        if (submission.suiteDigest().isPresent()) {
            var digest = submission.suiteDigest().get();
            if (!blobs.has(digest)) {
                throw new RefusedException(
                        Kind.NOT_NOW,
                        "no-such-suite",
                        "The suite " + digest + " was not uploaded yet.");
            }
            return digest;
        }
        var jar = suites.get(submission.suite());
        if (jar == null) {
            throw new RefusedException(
                    Kind.INVALID,
                    "no-such-suite",
                    "There is no suite '"
                            + submission.suite()
                            + "': use one of "
                            + suites.keySet().stream().sorted().toList()
                            + ", or upload a jar and name its digest.");
        }
        try {
            return blobs.put(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Digest put(byte[] bytes) {
        try {
            return blobs.put(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops a campaign: attempts are aborted, slots come free as their devices are safe. Does
    /// nothing where it is over.
    public void cancel(CampaignId id, String reason) {
        var campaign = require(id);
        if (!store.campaigns().cancelCampaign(id, reason, clock.instant())) {
            return;
        }
        LOG.info("campaign {} is cancelled: {}", id, reason);
        for (var run : store.campaigns().runs(campaign.id())) {
            run.live()
                    .ifPresent(a ->
                            fleet.send(
                                    run.slot().rig(),
                                    new RigOrder.Abort(
                                            a.id(), "the campaign was cancelled: " + reason)));
        }
        dispatcher.changedCampaign(id);
    }

    /// By submission.
    public List<CampaignView> list() {
        return store.campaigns().campaigns().stream().map(c -> view(c, c.state().over())).toList();
    }

    /// A campaign now.
    ///
    /// @throws RefusedException where there is none of this name
    public CampaignView view(CampaignId id) {
        return view(require(id), true);
    }

    /// @param judged with what follows from the records now
    private CampaignView view(CampaignRow campaign, boolean judged) {
        var runs = store.campaigns().runs(campaign.id());
        var waits = new HashMap<RunId, Wait>();
        for (RunRow run : runs) {
            dispatcher.waiting(run.id()).ifPresent(w -> waits.put(run.id(), w));
        }
        return new CampaignView(
                campaign,
                runs,
                campaign.state().over() ? Optional.empty() : dispatcher.waiting(campaign.id()),
                waits,
                judged ? Optional.of(judge(campaign)) : Optional.empty());
    }

    /// Why a campaign waits, where it does.
    public Optional<Wait> waiting(CampaignId id) {
        return dispatcher.waiting(id);
    }

    /// Why a run waits, where it does.
    public Optional<Wait> waiting(RunId id) {
        return dispatcher.waiting(id);
    }

    /// Judges what is on record now.
    public Assessment assess(CampaignId id) {
        return judge(require(id));
    }

    private Assessment judge(CampaignRow campaign) {
        return Judge.judge(reader.read(campaign));
    }

    /// What the judge looks at.
    public CampaignEvidence evidence(CampaignId id) {
        return reader.read(require(id));
    }

    private CampaignRow require(CampaignId id) {
        return store.campaigns()
                .campaign(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Kind.NOT_FOUND,
                                "no-such-campaign",
                                "There is no campaign " + id + "."));
    }
}
