package org.proofmark.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.controller.enrolment.Keys;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.fleet.RigReport;
import org.proofmark.controller.fleet.RigStream;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RigRow;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.controller.store.SqlStore;
import org.proofmark.controller.testing.Clocks;
import org.proofmark.controller.testing.Profiles;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.controller.testing.UnsteadyStore;
import org.proofmark.credential.ExactAnalyser;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.deviceprofiles.ProfileException;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.verdict.PageEvidence;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// What happens while the store is away is made good when it is back.
public class StoreAwayTest {
    private static final RigId RIG = new RigId("rig-1");
    private static final CampaignId CAMPAIGN = new CampaignId("c");
    private static final long PATIENCE_SECONDS = 60;
    private static final List<PageEvidence> PAGES =
            List.of(
                    new PageEvidence(
                            PageEvidence.Topic.SUPPORT,
                            DeclaredBy.MAKER,
                            new PageEvidence.PageAnswer.NoneDeclared(),
                            List.of(),
                            List.of()));

    private Scratch scratch;
    private UnsteadyStore store;
    private BlobStore blobs;
    private Fleet fleet;
    private RunWiring runs;
    private final AtomicInteger looked = new AtomicInteger();

    @BeforeMethod
    void open() throws Exception {
        scratch = new Scratch();
        store = new UnsteadyStore(SqlStore.open(scratch.path().resolve("db")));
        var secrets = Secrets.open(scratch.path());
        var clocks = new Clocks();
        blobs = new BlobStore(scratch.path().resolve("blobs"), secrets.blobKey());
        fleet = new Fleet(store.fleet(), clocks, clocks);
        runs =
                new RunWiring(
                        store,
                        blobs,
                        secrets,
                        fleet,
                        Map.of(),
                        new RunWiring.Outside(
                                clocks,
                                clocks,
                                StoreAwayTest::read,
                                new ExactAnalyser(secrets.digestKey()),
                                (_, _) -> {
                                    looked.incrementAndGet();
                                    return PAGES;
                                }),
                        Limits.standard());
    }

    private static DeviceProfile read(String file, byte[] yaml) {
        try {
            return ProfileCodec.parse(file, yaml);
        } catch (ProfileException e) {
            throw new AssertionError(e);
        }
    }

    @AfterMethod(alwaysRun = true)
    void close() {
        runs.close();
        store.close();
        scratch.close();
    }

    @Test
    public void aRigThatCameMeanwhileIsWelcomedWhenTheStoreIsBack() throws Exception {
        runs.start();
        store.fleet()
                .putRig(
                        new RigRow(
                                RIG,
                                Digest.of(new byte[1]),
                                Keys.p256().getPublic(),
                                Instant.EPOCH,
                                "",
                                List.of(),
                                Instant.EPOCH));
        store.away("leases");
        var stream = new Stream();
        fleet.connect(
                stream,
                new RigOrder.Welcome(new byte[0], Fleet.HEARTBEAT, Instant.EPOCH),
                "1",
                new RigReport(List.of(slot("a")), List.of(), 0));
        // the rig's coming, and the look that follows it
        until("both are refused", () -> store.refused() >= 2);
        store.away();
        runs.tick();
        until("the slot that nobody holds is released", () -> stream.sent.contains(RELEASE));
    }

    private static final RigOrder RELEASE = new RigOrder.Release(new SlotName("a"));

    private static SlotInfo slot(String name) {
        return new SlotInfo(
                new SlotName(name),
                List.of("power"),
                java.util.Optional.empty(),
                List.of("process"),
                "",
                "");
    }

    private static final class Stream implements RigStream {
        private final ConcurrentLinkedQueue<RigOrder> sent = new ConcurrentLinkedQueue<>();

        @Override
        public RigId rig() {
            return RIG;
        }

        @Override
        public void send(RigOrder order) {
            sent.add(order);
        }

        @Override
        public void refuse(RefusedException why) {
            throw why;
        }
    }

    @Test
    public void whatADeskRunFoundIsStoredWhenTheStoreIsBack() throws Exception {
        store.campaigns()
                .addCampaign(
                        CAMPAIGN,
                        new CampaignRow.Order(
                                "r",
                                "d",
                                "test-plug",
                                "plug.yaml",
                                blobs.put(Profiles.plug()),
                                "s",
                                Digest.of(new byte[1]),
                                true,
                                Preset.QUICK,
                                0,
                                new byte[0]),
                        List.of(),
                        Instant.EPOCH);
        store.away("putDesk");
        // begins the desk runs that campaigns still want
        runs.start();
        until("it is refused", () -> store.refused() >= 1);
        until(
                "it is refused again",
                () -> {
                    runs.tick();
                    return store.refused() >= 2;
                });
        store.away();
        until(
                "it is stored",
                () -> {
                    runs.tick();
                    return store.campaigns().campaign(CAMPAIGN).orElseThrow().desk().isPresent();
                });
        assertThat(store.campaigns().campaign(CAMPAIGN).orElseThrow().desk()).contains(PAGES);
        // the pages were fetched once: what was seen first is what counts
        assertThat(looked).hasValue(1);
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(String what, Condition condition) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("still waiting until %s", what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
