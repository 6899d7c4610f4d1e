package org.proofmark.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.controller.enrolment.Keys;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.RigRow;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.controller.store.SqlStore;
import org.proofmark.controller.testing.Clocks;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotName;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class FleetTest {
    private static final RigId RIG = new RigId("rig-1");
    private static final RigReport REPORT =
            new RigReport(
                    List.of(
                            new SlotInfo(
                                    new SlotName("a"),
                                    List.of("power"),
                                    Optional.empty(),
                                    List.of("process"),
                                    "",
                                    "")),
                    List.of(),
                    0);

    private static final RigOrder.Welcome WELCOME =
            new RigOrder.Welcome(new byte[0], Fleet.HEARTBEAT, Instant.EPOCH);

    private Scratch scratch;
    private SqlStore store;
    private Clocks clocks;
    private Fleet fleet;
    private final List<String> heard = new ArrayList<>();

    @BeforeMethod
    void open() {
        scratch = new Scratch();
        store = SqlStore.open(scratch.path().resolve("db"));
        clocks = new Clocks();
        fleet = new Fleet(store.fleet(), clocks, clocks);
        heard.clear();
        fleet.listen(
                new FleetListener() {
                    @Override
                    public void connected(RigId rig, RigReport report) {
                        heard.add("connected " + rig);
                    }

                    @Override
                    public void heard(RigId rig, RigReport report) {}

                    @Override
                    public void changed(RigId rig) {
                        heard.add(rig + " " + fleet.liveness(rig));
                    }
                });
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
    }

    @AfterMethod(alwaysRun = true)
    void close() {
        store.close();
        scratch.close();
    }

    private static final class Stream implements RigStream {
        private final List<RigOrder> sent = new ArrayList<>();
        private final List<RefusedException> refused = new ArrayList<>();

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
            refused.add(why);
        }
    }

    @Test
    public void silenceMakesSuspectAfterThreeSecondsAndLostAfterFive() {
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.NEVER_SEEN);
        var stream = new Stream();
        fleet.connect(stream, WELCOME, "1", REPORT);
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.CONNECTED);
        clocks.pass(Duration.ofMillis(2999));
        fleet.check();
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.CONNECTED);
        clocks.pass(Duration.ofMillis(1));
        fleet.check();
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.SUSPECT);
        clocks.pass(Duration.ofMillis(1999));
        fleet.check();
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.SUSPECT);
        clocks.pass(Duration.ofMillis(1));
        fleet.check();
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.LOST);
        fleet.heartbeat(stream, REPORT);
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.CONNECTED);
        assertThat(heard)
                .containsExactly(
                        "connected rig-1",
                        "rig-1 CONNECTED",
                        "rig-1 SUSPECT",
                        "rig-1 LOST",
                        "rig-1 CONNECTED");
    }

    @Test
    public void aSecondStreamIsRefusedWhileTheFirstLives() {
        var first = new Stream();
        fleet.connect(first, WELCOME, "1", REPORT);
        clocks.pass(Duration.ofMillis(2999));
        assertThatThrownBy(() -> fleet.connect(new Stream(), WELCOME, "1", REPORT))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.EXISTS));
        assertThat(first.refused).isEmpty();
    }

    @Test
    public void aSecondStreamTakesOverFromOneThatWasSilent() {
        var first = new Stream();
        fleet.connect(first, WELCOME, "1", REPORT);
        clocks.pass(Duration.ofSeconds(3));
        var second = new Stream();
        fleet.connect(second, WELCOME, "1", REPORT);
        assertThat(first.refused).hasSize(1);
        // what the first still says counts no more
        fleet.disconnect(first);
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.CONNECTED);
        fleet.send(RIG, new RigOrder.Release(new SlotName("a")));
        assertThat(second.sent).containsExactly(WELCOME, new RigOrder.Release(new SlotName("a")));
        assertThat(first.sent).containsExactly(WELCOME);
    }

    @Test
    public void aStreamThatEndedMakesRoomAtOnce() {
        var first = new Stream();
        fleet.connect(first, WELCOME, "1", REPORT);
        fleet.disconnect(first);
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.SUSPECT);
        fleet.connect(new Stream(), WELCOME, "1", REPORT);
        assertThat(fleet.liveness(RIG)).isEqualTo(Liveness.CONNECTED);
    }

    @Test
    public void aRigThatWasNeverEnrolledIsRefused() {
        var stranger =
                new RigStream() {
                    @Override
                    public RigId rig() {
                        return new RigId("rig-2");
                    }

                    @Override
                    public void send(RigOrder order) {}

                    @Override
                    public void refuse(RefusedException why) {}
                };
        assertThatThrownBy(() -> fleet.connect(stranger, WELCOME, "1", REPORT))
                .hasMessageContaining("enrol it with a new token");
    }

    @Test
    public void slotsAreRememberedWithTheRig() {
        fleet.connect(new Stream(), WELCOME, "1", REPORT);
        assertThat(new Fleet(store.fleet(), clocks, clocks).slots(RIG)).isEqualTo(REPORT.slots());
        assertThat(store.fleet().rig(RIG).orElseThrow().lastSeen()).isEqualTo(clocks.instant());
    }

    @Test
    public void whoIsWelcomedIsThereWithItsSlotsAlready() {
        var at = new ArrayList<Object>();
        var stream =
                new RigStream() {
                    @Override
                    public RigId rig() {
                        return RIG;
                    }

                    @Override
                    public void send(RigOrder order) {
                        at.add(order);
                        at.add(fleet.liveness(RIG));
                        at.add(fleet.slots(RIG));
                        at.add(List.copyOf(heard));
                    }

                    @Override
                    public void refuse(RefusedException why) {
                        throw why;
                    }
                };
        fleet.connect(stream, WELCOME, "1", REPORT);
        // and nobody was told of it yet who could send an order
        assertThat(at).containsExactly(WELCOME, Liveness.CONNECTED, REPORT.slots(), List.of());
    }
}
