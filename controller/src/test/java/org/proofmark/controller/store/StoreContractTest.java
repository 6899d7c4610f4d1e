package org.proofmark.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.controller.enrolment.Keys;
import org.proofmark.controller.store.FleetStore.TokenUse;
import org.proofmark.controller.store.IncomingRecord.SealedSecret;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// What every store keeps to. A database joins by a subclass that opens it.
public abstract class StoreContractTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Duration LEASE = Duration.ofMinutes(20);
    private static final RigId RIG = new RigId("rig-1");
    private static final CampaignId C = new CampaignId("c1");
    private static final RunId RUN = new RunId("c1-collect-1");
    private static final Attempt FIRST = new Attempt(RUN, 1);

    private Store store;

    /// Opens an empty store.
    abstract Store open();

    /// Opens the same again.
    abstract Store reopen();

    @BeforeMethod
    void begin() {
        store = open();
    }

    @AfterMethod(alwaysRun = true)
    void end() {
        store.close();
    }

    private static SlotId slot(String name) {
        return new SlotId(RIG, new SlotName(name));
    }

    private static CampaignRow.Order order(String request) {
        return new CampaignRow.Order(
                request,
                "C1",
                "plug",
                "plug.yaml",
                Digest.of(new byte[] {1}),
                "uk-top-three",
                Digest.of(new byte[] {2}),
                true,
                Preset.QUICK.withResets(4),
                -7,
                new byte[] {9},
                new Images(
                        Optional.of(Digest.of(new byte[] {3})),
                        Map.of(
                                "factory", Digest.of(new byte[] {4}),
                                "older", Digest.of(new byte[] {5})),
                        List.of(
                                new Release(
                                        "newer",
                                        "1.1.0",
                                        List.of(
                                                new ReleaseFile(
                                                        "a \"b\"/\u00e9.img",
                                                        1L << 40,
                                                        Digest.of(new byte[] {6})))))));
    }

    private void add(CampaignId id, String... slots) {
        var units = new ArrayList<UnitRow>();
        for (var s : slots) {
            units.add(new UnitRow(new UnitId("u-" + s), slot(s), "b1", new byte[] {3}));
        }
        assertThat(store.campaigns().addCampaign(id, order("r-" + id), units, NOW)).isEqualTo(id);
    }

    private void running() {
        add(C, "a");
        assertThat(store.campaigns().takeSlots(C, NOW, LEASE)).isTrue();
        assertThat(store.campaigns().startAttempt(FIRST, NOW)).isTrue();
    }

    private static IncomingRecord record(Attempt attempt, long sequence, What what) {
        return new IncomingRecord(
                RIG, new RunRecord(attempt, sequence, NOW, sequence, what), List.of());
    }

    private Appended append(Attempt attempt, long sequence, What what) {
        return store.records().append(List.of(record(attempt, sequence, what)), NOW).getFirst();
    }

    private RunRow run() {
        return store.campaigns().run(RUN).orElseThrow();
    }

    @Test
    public void accessesToSecretsComeBackInTheirOrder() {
        assertThat(store.audit().accesses()).isEmpty();
        var first =
                new SecretAccess(
                        NOW, "CN=admin,OU=admin", Digest.of(new byte[] {7}), C, "u-a", "", "why");
        var second =
                new SecretAccess(
                        NOW.minusSeconds(9), "CN=b", Digest.of(new byte[] {8}), C, "", "web", "x");
        store.audit().addAccess(first);
        store.audit().addAccess(second);
        assertThat(store.audit().accesses()).containsExactly(first, second);
    }

    @Test
    public void aCampaignComesBackAsItWasStored() {
        add(C, "a", "b");
        var row = store.campaigns().campaign(C).orElseThrow();
        assertThat(row.order()).usingRecursiveComparison().isEqualTo(order("r-c1"));
        assertThat(row.createTime()).isEqualTo(NOW);
        assertThat(row.state()).isEqualTo(CampaignState.WAITING);
        assertThat(row.position()).isEqualTo(1);
        assertThat(row.endTime()).isEmpty();
        assertThat(store.campaigns().units(C))
                .extracting(u -> u.slot())
                .containsExactly(slot("a"), slot("b"));
        assertThat(store.campaigns().runs(C))
                .extracting(RunRow::phase, RunRow::state)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(Phase.COLLECT, RunState.WAITING));
        assertThat(store.campaigns().campaign(new CampaignId("other"))).isEmpty();
    }

    @Test
    public void theSameRequestAddsNothing() {
        add(C, "a");
        assertThat(
                        store.campaigns()
                                .addCampaign(new CampaignId("c2"), order("r-c1"), List.of(), NOW))
                .isEqualTo(C);
        assertThat(store.campaigns().campaigns()).hasSize(1);
    }

    @Test
    public void slotsAreTakenAllAtOnceOrNot() {
        add(C, "a", "b");
        add(new CampaignId("c2"), "b", "c");
        assertThat(store.campaigns().takeSlots(C, NOW, LEASE)).isTrue();
        assertThat(store.campaigns().takeSlots(C, NOW, LEASE)).isFalse();
        assertThat(store.campaigns().takeSlots(new CampaignId("c2"), NOW, LEASE)).isFalse();
        assertThat(store.campaigns().leases())
                .containsExactly(
                        new LeaseRow(slot("a"), C, NOW, NOW.plus(LEASE)),
                        new LeaseRow(slot("b"), C, NOW, NOW.plus(LEASE)));
        var later = NOW.plusSeconds(60);
        store.campaigns().renewLease(slot("a"), later, LEASE);
        assertThat(store.campaigns().leases().getFirst().expireTime()).isEqualTo(later.plus(LEASE));
        assertThat(store.campaigns().releaseSlot(new CampaignId("c2"), slot("b"))).isFalse();
        assertThat(store.campaigns().releaseSlot(C, slot("b"))).isTrue();
        assertThat(store.campaigns().releaseSlot(C, slot("b"))).isFalse();
        assertThat(store.campaigns().takeSlots(new CampaignId("c2"), NOW, LEASE)).isTrue();
    }

    @Test
    public void ofManyThatWantOneSlotOneGetsIt() throws Exception {
        var wants = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 8; i++) {
            var id = new CampaignId("race-" + i);
            add(id, "a");
            wants.add(() -> store.campaigns().takeSlots(id, NOW, LEASE));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var got = 0;
            for (var each : threads.invokeAll(wants)) {
                got += each.get() ? 1 : 0;
            }
            assertThat(got).isEqualTo(1);
        }
    }

    @Test
    public void anAttemptsNumberIsUsedOnceAndInOrder() {
        add(C, "a");
        assertThat(store.campaigns().startAttempt(new Attempt(RUN, 2), NOW)).isFalse();
        assertThat(store.campaigns().startAttempt(FIRST, NOW)).isTrue();
        assertThat(store.campaigns().startAttempt(FIRST, NOW)).isFalse();
        assertThat(store.campaigns().startAttempt(new Attempt(RUN, 2), NOW)).isFalse();
        assertThat(run().state()).isEqualTo(RunState.ACTIVE);
        var fault = Fault.of("attempt-lost", "gone", "boot");
        assertThat(store.campaigns().endAttempt(FIRST, AttemptState.FENCED, fault)).isTrue();
        assertThat(store.campaigns().endAttempt(FIRST, AttemptState.FENCED, fault)).isFalse();
        assertThat(run().state()).isEqualTo(RunState.WAITING);
        assertThat(run().latest().orElseThrow().fault()).contains(fault);
        assertThat(store.campaigns().startAttempt(new Attempt(RUN, 2), NOW)).isTrue();
    }

    @Test
    public void recordsAreTakenInOrderAndOnce() {
        running();
        assertThat(append(FIRST, 1, new What.Progress("boot"))).isEqualTo(new Appended.Stored());
        assertThat(append(FIRST, 1, new What.Progress("boot"))).isEqualTo(new Appended.Duplicate());
        assertThat(append(FIRST, 3, new What.Progress("x"))).isEqualTo(new Appended.Gap(2));
        assertThat(run().latest().orElseThrow().state()).isEqualTo(AttemptState.RUNNING);
        assertThat(run().latest().orElseThrow().step()).isEqualTo("boot");
        assertThat(run().latest().orElseThrow().lastSequence()).isEqualTo(1);
        assertThat(append(FIRST, 2, new What.Ended(true))).isEqualTo(new Appended.Stored());
        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(append(FIRST, 3, new What.Progress("late")))
                .isEqualTo(new Appended.Superseded());
        assertThat(store.records().records(RUN))
                .extracting(StoredRecord::superseded)
                .containsExactly(false, false, true);
    }

    @Test
    public void recordsThatNobodyOrderedAreNotStored() {
        running();
        assertThat(append(new Attempt(RUN, 2), 1, new What.Progress("x")))
                .isEqualTo(new Appended.Unknown());
        var foreign =
                new IncomingRecord(
                        new RigId("rig-2"),
                        new RunRecord(FIRST, 1, NOW, 1, new What.Ended(true)),
                        List.of());
        assertThat(store.records().append(List.of(foreign), NOW))
                .containsExactly(new Appended.Unknown());
        assertThat(store.records().records(RUN)).isEmpty();
        assertThat(run().state()).isEqualTo(RunState.ACTIVE);
    }

    @Test
    public void anAttemptWithAFaultIsNeverCompleted() {
        running();
        var fault =
                new Fault("power-not-cut", "what", "step", Duration.ofMillis(1500), "out\u0000é");
        append(FIRST, 1, new What.Faulted(fault));
        append(FIRST, 2, new What.Faulted(Fault.of("later", "x", "y")));
        append(FIRST, 3, new What.Ended(true));
        var attempt = run().latest().orElseThrow();
        assertThat(attempt.state()).isEqualTo(AttemptState.FAULTED);
        assertThat(attempt.fault()).contains(fault);
        assertThat(run().state()).isEqualTo(RunState.WAITING);
    }

    @Test
    public void anAttemptThatBreaksOffWithoutAFaultGetsOne() {
        running();
        append(FIRST, 1, new What.Ended(false));
        assertThat(run().latest().orElseThrow().fault().orElseThrow().code())
                .isEqualTo("attempt-aborted");
    }

    @Test
    public void recordsOfAFencedAttemptAreSuperseded() {
        running();
        append(FIRST, 1, new What.Progress("boot"));
        store.campaigns()
                .endAttempt(FIRST, AttemptState.FENCED, Fault.of("lease-expired", "x", "y"));
        assertThat(append(FIRST, 2, new What.Ended(true))).isEqualTo(new Appended.Superseded());
        assertThat(run().state()).isEqualTo(RunState.WAITING);
        assertThat(run().latest().orElseThrow().state()).isEqualTo(AttemptState.FENCED);
    }

    @Test
    public void oneBatchIsOneChange() {
        running();
        var evidence = new EvidenceRef(Digest.of(new byte[] {5}), "console.raw", "x", 3);
        var batch =
                List.of(
                        record(FIRST, 1, new What.Progress("boot")),
                        record(FIRST, 2, new What.Kept(evidence)),
                        record(FIRST, 2, new What.Kept(evidence)),
                        record(FIRST, 3, new What.Ended(true)));
        assertThat(store.records().append(batch, NOW))
                .containsExactly(
                        new Appended.Stored(),
                        new Appended.Stored(),
                        new Appended.Duplicate(),
                        new Appended.Stored());
        assertThat(store.records().evidenceNamed(C)).containsExactly(evidence.digest().hex());
        assertThat(store.records().records(RUN))
                .extracting(r -> r.record().sequence())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    public void secretsLieBesideTheirRecord() {
        running();
        var sealed = "box".getBytes(StandardCharsets.UTF_8);
        var incoming =
                new IncomingRecord(
                        RIG,
                        new RunRecord(FIRST, 1, NOW, 1, new What.Progress("x")),
                        List.of(new SealedSecret("s1", sealed, "digest")));
        store.records().append(List.of(incoming), NOW);
        var secret = store.records().secrets(FIRST).getFirst();
        assertThat(secret.id()).isEqualTo("s1");
        assertThat(secret.sealed()).isEqualTo(sealed);
        assertThat(secret.keyedDigest()).isEqualTo("digest");
    }

    @Test
    public void aCampaignGoesThroughItsStatesOnceEach() {
        running();
        append(FIRST, 1, new What.Ended(true));
        var analysis =
                new SecretAnalysis(
                        "exact/1",
                        List.of("equal values"),
                        List.of(new SecretAnalysis.SecretRef(new UnitId("u-a"), 1, "s1")),
                        List.of(),
                        List.of(
                                new SecretAnalysis.ListedSecret(
                                        new SecretAnalysis.SecretRef(new UnitId("u-a"), 1, "s1"),
                                        "root/xc3511")),
                        List.of(Digest.of(new byte[] {6})));
        var cross =
                new RunRow(
                        new RunId("c1-cross-1"),
                        C,
                        new UnitId("u-a"),
                        slot("a"),
                        Phase.CROSS,
                        RunState.WAITING,
                        List.of());
        assertThat(store.campaigns().endCampaign(C, NOW)).isFalse();
        assertThat(store.campaigns().planCross(C, analysis, List.of(cross))).isTrue();
        assertThat(store.campaigns().planCross(C, analysis, List.of(cross))).isFalse();
        assertThat(store.campaigns().runs(C)).hasSize(2);
        assertThat(store.campaigns().endCampaign(C, NOW)).isTrue();
        var row = store.campaigns().campaign(C).orElseThrow();
        assertThat(row.analysis()).contains(analysis);
        assertThat(row.endTime()).contains(NOW);
        // it holds its slot still
        assertThat(store.campaigns().unsettledCampaigns()).hasSize(1);
        store.campaigns().releaseSlot(C, slot("a"));
        assertThat(store.campaigns().unsettledCampaigns()).isEmpty();
    }

    @Test
    public void everyAnswerOfADeskRunComesBack() {
        add(C, "a");
        var passage = PageEvidence.Passage.found(List.of("Write to us."));
        var answers =
                List.<PageAnswer>of(
                        new PageAnswer.NotDeclared(),
                        new PageAnswer.NoneDeclared(),
                        new PageAnswer.Gone("u", 404, 3),
                        new PageAnswer.BehindLogin("u", "sign"),
                        new PageAnswer.NotFetched("u", "cause"),
                        new PageAnswer.DisclosureRead(
                                "u",
                                new PageEvidence.DisclosureText(
                                        PageEvidence.Language.ENGLISH, passage, passage, passage)),
                        new PageAnswer.SupportRead(
                                "u",
                                new PageEvidence.SupportText(
                                        PageEvidence.Language.ENGLISH,
                                        List.of(
                                                new PageEvidence.EndDate(
                                                        LocalDate.of(2030, 1, 31), true, "until")),
                                        passage)));
        assertThat(answers).hasSize(PageAnswer.class.getPermittedSubclasses().length);
        var pages =
                answers.stream()
                        .map(a ->
                                new PageEvidence(
                                        PageEvidence.Topic.SUPPORT,
                                        DeclaredBy.MAKER,
                                        a,
                                        List.of(
                                                new EvidenceRef(
                                                        Digest.of(new byte[1]), "n", "m", 1)),
                                        List.of(new Reason("code", "text"))))
                        .toList();
        assertThat(store.campaigns().putDesk(C, pages)).isTrue();
        assertThat(store.campaigns().putDesk(C, List.of())).isFalse();
        assertThat(store.campaigns().campaign(C).orElseThrow().desk()).contains(pages);
    }

    @Test
    public void cancellingEndsWhatWaitsAndWhatLivesEndsCancelled() {
        running();
        assertThat(store.campaigns().cancelCampaign(C, "why", NOW)).isTrue();
        assertThat(store.campaigns().cancelCampaign(C, "again", NOW)).isFalse();
        assertThat(run().state()).isEqualTo(RunState.ACTIVE);
        append(FIRST, 1, new What.Ended(true));
        assertThat(run().state()).isEqualTo(RunState.CANCELLED);
        assertThat(store.campaigns().campaign(C).orElseThrow().cancelReason()).isEqualTo("why");
    }

    @Test
    public void aTokenIsTakenOnce() {
        store.fleet().addToken("hash", RIG, NOW.plusSeconds(60));
        assertThat(store.fleet().takeToken("other", RIG, NOW)).isEqualTo(TokenUse.UNKNOWN);
        assertThat(store.fleet().takeToken("hash", new RigId("rig-2"), NOW))
                .isEqualTo(TokenUse.OTHER_RIG);
        assertThat(store.fleet().takeToken("hash", RIG, NOW.plusSeconds(60)))
                .isEqualTo(TokenUse.EXPIRED);
        assertThat(store.fleet().takeToken("hash", RIG, NOW)).isEqualTo(TokenUse.TAKEN);
        assertThat(store.fleet().takeToken("hash", RIG, NOW)).isEqualTo(TokenUse.REUSED);
    }

    @Test
    public void everythingIsThereAfterReopening() {
        running();
        append(FIRST, 1, new What.Progress("boot"));
        var slots =
                List.of(
                        new SlotInfo(
                                new SlotName("a"),
                                List.of("power"),
                                Optional.of(new UnitId("u-a")),
                                List.of("process"),
                                "disk full",
                                "b1"));
        var rig =
                new RigRow(
                        RIG,
                        Digest.of(new byte[] {4}),
                        Keys.p256().getPublic(),
                        NOW,
                        "",
                        List.of(),
                        Instant.EPOCH);
        store.fleet().putRig(rig);
        store.fleet().seeRig(RIG, "1.0", slots, NOW);
        store.close();
        store = reopen();
        assertThat(run().latest().orElseThrow().lastSequence()).isEqualTo(1);
        assertThat(store.records().records(RUN)).hasSize(1);
        assertThat(store.campaigns().leases()).hasSize(1);
        var back = store.fleet().rig(RIG).orElseThrow();
        assertThat(back.slots()).isEqualTo(slots);
        assertThat(back.key()).isEqualTo(rig.key());
        assertThat(back.lastSeen()).isEqualTo(NOW);
        // a new certificate leaves the rest
        store.fleet().putRig(rig);
        assertThat(store.fleet().rig(RIG).orElseThrow().agentVersion()).isEqualTo("1.0");
    }

    @Test
    public void aRunAndItsAttemptsAreSeenAsOfOneInstant() throws Exception {
        add(C, "a");
        assertThat(store.campaigns().takeSlots(C, NOW, LEASE)).isTrue();
        var over = new AtomicBoolean();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var torn =
                    pool.submit(() -> {
                        while (!over.get()) {
                            var run = run();
                            if (run.live().isPresent() != (run.state() == RunState.ACTIVE)) {
                                return Optional.of(run);
                            }
                        }
                        return Optional.<RunRow>empty();
                    });
            try {
                for (var number = 1; number <= 200; number++) {
                    var attempt = new Attempt(RUN, number);
                    assertThat(store.campaigns().startAttempt(attempt, NOW)).isTrue();
                    assertThat(
                                    store.campaigns()
                                            .endAttempt(
                                                    attempt,
                                                    AttemptState.FENCED,
                                                    Fault.of("lease-expired", "what", "step")))
                            .isTrue();
                }
            } finally {
                over.set(true);
            }
            assertThat(torn.get()).isEmpty();
        }
    }

    private static <T> List<T> atOnce(List<? extends Callable<T>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            var results = new ArrayList<T>();
            for (var each : threads.invokeAll(work)) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        return atOnce(Collections.nCopies(threads, work));
    }

    @Test
    public void campaignsThatComeAtOnceGetAPositionEach() throws Exception {
        var adding = new ArrayList<Callable<CampaignId>>();
        for (var i = 0; i < 8; i++) {
            var id = new CampaignId("at-once-" + i);
            adding.add(() -> store.campaigns().addCampaign(id, order("r-" + id), List.of(), NOW));
        }
        assertThat(atOnce(adding)).doesNotHaveDuplicates().hasSize(8);
        assertThat(store.campaigns().campaigns())
                .extracting(CampaignRow::position)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    public void oneRequestThatComesManyTimesAtOnceIsOneCampaign() throws Exception {
        var number = new AtomicInteger();
        var ids =
                atOnce(
                        8,
                        () ->
                                store.campaigns()
                                        .addCampaign(
                                                new CampaignId("same-" + number.incrementAndGet()),
                                                order("same"),
                                                List.of(),
                                                NOW));
        assertThat(ids).hasSize(8).containsOnly(ids.getFirst());
        assertThat(store.campaigns().campaigns()).hasSize(1);
    }

    @Test
    public void anAttemptThatIsStartedManyTimesAtOnceStartsOnce() throws Exception {
        add(C, "a");
        for (var number = 1; number <= 10; number++) {
            var attempt = new Attempt(RUN, number);
            assertThat(atOnce(6, () -> store.campaigns().startAttempt(attempt, NOW)))
                    .containsOnlyOnce(true);
            assertThat(
                            atOnce(
                                    6,
                                    () ->
                                            store.campaigns()
                                                    .endAttempt(
                                                            attempt,
                                                            AttemptState.FENCED,
                                                            Fault.of("lease-expired", "x", "y"))))
                    .containsOnlyOnce(true);
        }
        assertThat(run().attempts()).hasSize(10);
    }

    @Test
    public void aTokenThatManyWantAtOnceIsTakenOnce() throws Exception {
        for (var i = 0; i < 10; i++) {
            var hash = "hash-" + i;
            store.fleet().addToken(hash, RIG, NOW.plusSeconds(60));
            assertThat(atOnce(6, () -> store.fleet().takeToken(hash, RIG, NOW)))
                    .containsOnlyOnce(TokenUse.TAKEN)
                    .containsOnly(TokenUse.TAKEN, TokenUse.REUSED);
        }
    }

    @Test
    public void recordsThatComeOnTwoStreamsAtOnceAreStoredOnceEach() throws Exception {
        running();
        var all = new ArrayList<IncomingRecord>();
        for (var sequence = 1; sequence <= 40; sequence++) {
            all.add(record(FIRST, sequence, new What.Progress("step " + sequence)));
        }
        var stored = atOnce(4, () -> store.records().append(all, NOW));
        for (var i = 0; i < all.size(); i++) {
            var at = i;
            assertThat(stored.stream().map(results -> results.get(at)).toList())
                    .containsOnlyOnce(new Appended.Stored())
                    .containsOnly(new Appended.Stored(), new Appended.Duplicate());
        }
        assertThat(store.records().records(RUN))
                .extracting(r -> r.record().sequence())
                .hasSize(40)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    public void anAttemptThatEndsWhileItIsFencedDoesOneOfTheTwo() throws Exception {
        add(C, "a");
        for (var number = 1; number <= 20; number++) {
            var attempt = new Attempt(RUN, number);
            assertThat(store.campaigns().startAttempt(attempt, NOW)).isTrue();
            var both =
                    List.<Callable<Object>>of(
                            () -> append(attempt, 1, new What.Ended(false)),
                            () ->
                                    store.campaigns()
                                            .endAttempt(
                                                    attempt,
                                                    AttemptState.FENCED,
                                                    Fault.of("lease-expired", "x", "y")));
            var results = atOnce(both);
            var fenced = results.get(1).equals(true);
            assertThat(results.getFirst())
                    .isEqualTo(fenced ? new Appended.Superseded() : new Appended.Stored());
            assertThat(run().latest().orElseThrow().state())
                    .isEqualTo(fenced ? AttemptState.FENCED : AttemptState.FAULTED);
            assertThat(run().state()).isEqualTo(RunState.WAITING);
        }
    }

    @Test
    public void aCampaignThatIsCancelledWhileItGoesOnIsOneOfTheTwo() throws Exception {
        var analysis =
                new SecretAnalysis(
                        "exact/1", List.of(), List.of(), List.of(), List.of(), List.of());
        for (var i = 0; i < 20; i++) {
            var id = new CampaignId("either-" + i);
            add(id, "s" + i);
            assertThat(store.campaigns().takeSlots(id, NOW, LEASE)).isTrue();
            var run = new RunId(id + "-collect-1");
            var results =
                    atOnce(
                            List.<Callable<Boolean>>of(
                                    () -> store.campaigns().cancelCampaign(id, "why", NOW),
                                    () -> store.campaigns().startAttempt(new Attempt(run, 1), NOW),
                                    () -> store.campaigns().planCross(id, analysis, List.of())));
            assertThat(results.getFirst()).isTrue();
            assertThat(store.campaigns().campaign(id).orElseThrow().state())
                    .isEqualTo(CampaignState.CANCELLED);
            // an attempt that began before stays until it ends; none began after
            assertThat(store.campaigns().run(run).orElseThrow().state())
                    .isEqualTo(results.get(1) ? RunState.ACTIVE : RunState.CANCELLED);
        }
    }

    @SuppressWarnings("NullAway") // what no column takes, to fail in the middle
    @Test
    public void whatMayNotBeWrittenAtOnceLeavesNothingBehind() {
        running();
        var twice = new What.Progress("x");
        var broken =
                new IncomingRecord(
                        RIG,
                        new RunRecord(FIRST, 1, NOW, 1, twice),
                        List.of(new SealedSecret("s1", null, "digest")));
        assertThatThrownBy(() -> store.records().append(List.of(broken), NOW))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.records().records(RUN)).isEmpty();
        assertThat(run().latest().orElseThrow().lastSequence()).isZero();
        assertThat(append(FIRST, 1, twice)).isEqualTo(new Appended.Stored());
    }

    @Test
    public void textThatNoDatabaseTakesIsStoredAllTheSame() {
        running();
        assertThat(append(FIRST, 1, new What.Progress("bo\u0000ot \uD83D\uDD0C")))
                .isEqualTo(new Appended.Stored());
        assertThat(run().latest().orElseThrow().step()).isEqualTo("bo\uFFFDot \uD83D\uDD0C");
        // the record itself is bytes, and stays as it was
        assertThat(store.records().records(RUN).getFirst().record().what())
                .isEqualTo(new What.Progress("bo\u0000ot \uD83D\uDD0C"));
    }

    @Test
    public void everyDatabaseSortsByCharacter() {
        var names = List.of("B", "a", "a-b", "a.b", "aa", "b");
        add(C, names.toArray(String[]::new));
        assertThat(store.campaigns().takeSlots(C, NOW, LEASE)).isTrue();
        assertThat(store.campaigns().leases())
                .extracting(l -> l.slot().slot().value())
                .containsExactlyElementsOf(names);
    }
}
