package org.proofmark.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// What every store keeps to where operators have hands on slots. A database joins by a subclass
/// that opens it.
public abstract class HandContractTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Duration TERM = Duration.ofMinutes(15);
    private static final SlotId A = slot("a");
    private static final Operator ANNA =
            new Operator("anna", "CN=admin,OU=admin", Digest.of(new byte[] {1}));
    private static final Operator BEN =
            new Operator("ben", "CN=admin,OU=admin", Digest.of(new byte[] {1}));

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
        return new SlotId(new RigId("rig-1"), new SlotName(name));
    }

    private void add(CampaignId id, String... slots) {
        var units = new ArrayList<UnitRow>();
        for (var s : slots) {
            units.add(new UnitRow(new UnitId("u-" + s), slot(s), "b1", new byte[0]));
        }
        var order =
                new CampaignRow.Order(
                        "r-" + id,
                        "C1",
                        "plug",
                        "plug.yaml",
                        Digest.of(new byte[] {1}),
                        "uk-top-three",
                        Digest.of(new byte[] {2}),
                        true,
                        Preset.QUICK,
                        1,
                        new byte[0]);
        store.campaigns().addCampaign(id, order, units, NOW);
    }

    private HandClaim claim(SlotId slot, String id, Operator who, Instant now, boolean takeOver) {
        return store.hands().claim(slot, id, who, now, TERM, takeOver);
    }

    @Test
    public void aLeaseIsTakenRenewedAndEnded() {
        var lease = new HandLeaseRow(A, "l1", ANNA, NOW, NOW.plus(TERM), TERM);
        assertThat(claim(A, "l1", ANNA, NOW, false)).isEqualTo(new HandClaim.Held(lease, true));
        store.close();
        store = reopen();
        assertThat(store.hands().leases()).containsExactly(lease);
        var later = NOW.plusSeconds(60);
        var renewed = new HandLeaseRow(A, "l1", ANNA, NOW, later.plus(TERM), TERM);
        assertThat(claim(A, "l2", ANNA, later, false))
                .isEqualTo(new HandClaim.Held(renewed, false));
        assertThat(store.hands().claim(A, "l3", ANNA, later, Duration.ofMinutes(1), false))
                .as("a shorter one takes nothing away")
                .isEqualTo(new HandClaim.Held(renewed, false));
        assertThat(store.hands().end(A, "l2")).isFalse();
        assertThat(store.hands().end(A, "l1")).isTrue();
        assertThat(store.hands().end(A, "l1")).isFalse();
        assertThat(store.hands().leases()).isEmpty();
    }

    @Test
    public void anotherOperatorGetsItOnlyByTakingOver() {
        claim(A, "l1", ANNA, NOW, false);
        var other = new Operator(ANNA.name(), ANNA.caller(), Digest.of(new byte[] {2}));
        for (var who : List.of(BEN, other)) {
            assertThat(claim(A, "l2", who, NOW, false)).isInstanceOf(HandClaim.OfOperator.class);
        }
        assertThat(claim(A, "l2", BEN, NOW, true))
                .isEqualTo(
                        new HandClaim.Held(
                                new HandLeaseRow(A, "l2", BEN, NOW, NOW.plus(TERM), TERM), true));
        assertThat(claim(A, "l3", ANNA, NOW, false)).isInstanceOf(HandClaim.OfOperator.class);
    }

    @Test
    public void aCampaignAndAnOperatorNeverHaveTheSameSlot() {
        var campaign = new CampaignId("c1");
        add(campaign, "a", "b");
        claim(A, "l1", ANNA, NOW, false);
        assertThat(store.campaigns().takeSlots(campaign, NOW, TERM)).isFalse();
        store.hands().end(A, "l1");
        assertThat(store.campaigns().takeSlots(campaign, NOW, TERM)).isTrue();
        assertThat(claim(A, "l2", ANNA, NOW, true)).isEqualTo(new HandClaim.OfCampaign(campaign));
        store.campaigns().releaseSlot(campaign, A);
        assertThat(claim(A, "l3", ANNA, NOW, false)).isInstanceOf(HandClaim.Held.class);
    }

    @Test
    public void ofManyThatWantOneSlotAtOnceOneGetsIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            var slot = slot("s" + round);
            var wants = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 4; i++) {
                var id = new CampaignId("race-" + round + "-" + i);
                add(id, slot.slot().value());
                wants.add(() -> store.campaigns().takeSlots(id, NOW, TERM));
                var who = new Operator("o" + i, "CN=admin", Digest.of(new byte[] {1}));
                wants.add(() -> claim(slot, "l-" + id, who, NOW, false) instanceof HandClaim.Held);
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                int got = 0;
                for (var one : threads.invokeAll(wants)) {
                    got += one.get() ? 1 : 0;
                }
                assertThat(got).as("round " + round).isEqualTo(1);
            }
        }
    }

    /// Grants, renewals, take-overs, ends and releases in any order: who has a slot is who the
    /// plainest model says, and never two.
    @Test
    public void anyCourseOfEventsIsThatOfTheModel() {
        for (long seed = 1; seed <= 8; seed++) {
            var random = new Random(seed);
            var model = new HashMap<SlotId, String>();
            for (int step = 0; step < 60; step++) {
                var slot = slot("p" + seed + "-" + random.nextInt(2));
                play(random, model, slot, seed + "-" + step);
                var where = "seed " + seed + ", step " + step;
                assertThat(holders(slot)).as(where).hasSizeLessThanOrEqualTo(1);
                assertThat(holders(slot).stream().findFirst())
                        .as(where)
                        .isEqualTo(Optional.ofNullable(model.get(slot)));
            }
        }
    }

    private List<String> holders(SlotId slot) {
        var all = new ArrayList<String>();
        store.hands().leases().stream()
                .filter(l -> l.slot().equals(slot))
                .forEach(l -> all.add(l.operator().name()));
        store.campaigns().leases().stream()
                .filter(l -> l.slot().equals(slot))
                .forEach(l -> all.add("c " + l.holder()));
        return all;
    }

    private void play(Random random, Map<SlotId, String> model, SlotId slot, String name) {
        var has = Optional.ofNullable(model.get(slot));
        var who = random.nextBoolean() ? ANNA : BEN;
        switch (random.nextInt(4)) {
            case 0 -> {
                var takeOver = random.nextBoolean();
                var gets =
                        has.isEmpty()
                                || has.get().equals(who.name())
                                || (takeOver && !has.get().startsWith("c "));
                assertThat(claim(slot, "l" + name, who, NOW, takeOver) instanceof HandClaim.Held)
                        .as(name)
                        .isEqualTo(gets);
                if (gets) {
                    model.put(slot, who.name());
                }
            }
            case 1 -> {
                var id = new CampaignId("c-" + name);
                add(id, slot.slot().value());
                assertThat(store.campaigns().takeSlots(id, NOW, TERM))
                        .as(name)
                        .isEqualTo(has.isEmpty());
                model.putIfAbsent(slot, "c " + id);
            }
            case 2 ->
                    store.hands().leases().stream()
                            .filter(l -> l.slot().equals(slot))
                            .forEach(l -> {
                                assertThat(store.hands().end(slot, l.id())).isTrue();
                                model.remove(slot);
                            });
            default ->
                    store.campaigns().leases().stream()
                            .filter(l -> l.slot().equals(slot))
                            .forEach(l -> {
                                assertThat(store.campaigns().releaseSlot(l.holder(), slot))
                                        .isTrue();
                                model.remove(slot);
                            });
        }
    }

    @Test
    public void usesComeBackInTheirOrder() {
        assertThat(store.audit().uses()).isEmpty();
        var first = new HandUse(NOW, ANNA, A, "r1", "power on", "asked", "");
        var second =
                new HandUse(NOW.minusSeconds(9), BEN, slot("b"), "r2", "press", "failed", "why");
        store.audit().addUse(first);
        store.audit().addUse(second);
        assertThat(store.audit().uses()).containsExactly(first, second);
    }
}
