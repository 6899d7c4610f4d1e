package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.proofmark.controller.store.DatabaseAccess;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.controller.testing.Postgres;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.ListCampaignsRequest;
import org.proofmark.proto.run.v1.RunState;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// A PostgreSQL server that is killed under a controller at work, and comes back.
public class PostgresOutageTest {
    private Postgres server;
    private DatabaseAccess database;

    @BeforeMethod
    void make() {
        server = new Postgres();
        database = server.database();
    }

    @AfterMethod(alwaysRun = true)
    void remove() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    public void theControllerGoesOnWhenItsDatabaseIsBackAndNothingIsLost() throws Exception {
        try (var lab = new Lab(o -> o.withDatabase(database))) {
            var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            var order = rig.order();
            rig.accept(order);
            rig.progress(order, 1, "boot");
            rig.awaitAck(order, 1);
            server.kill();
            // not stored, so not acknowledged: it stays in the rig's spool
            rig.progress(order, 2, "reset");
            rig.awaitEnd();
            assertThat(rig.got(m -> m.hasAck() && m.getAck().getSequence() >= 2)).isFalse();
            assertAway(lab);
            server.start();
            try (var back = reconnected(lab, order)) {
                back.progress(order, 2, "reset");
                back.ended(order, 3, true);
                back.awaitAck(order, 3);
                var end = lab.awaitEnd(campaign);
                assertThat(end.getState()).isEqualTo(CampaignState.CAMPAIGN_STATE_ENDED);
                assertThat(end.getRuns(0).getState()).isEqualTo(RunState.RUN_STATE_COMPLETED);
                assertThat(end.getRuns(0).getAttempt()).isEqualTo(1);
            }
        }
    }

    @Test(timeOut = 300_000)
    public void aDatabaseThatAnotherHasTakenOverStopsTheController() throws Exception {
        try (var scratch = new Scratch()) {
            var options = ControllerOptions.in(scratch.path()).withDatabase(database);
            try (var controller = Controller.start(options)) {
                assertThat(controller.databaseLost()).isFalse();
                var name = database.url().database();
                server.execute(name, "UPDATE claim SET epoch = 'of another controller'");
                server.execute(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                                + name
                                + "'");
                controller.awaitEnd();
                assertThat(controller.databaseLost()).isTrue();
            }
            assertThat(scratch.path().resolve("endpoints.json")).doesNotExist();
        }
    }

    private static void assertAway(Lab lab) {
        assertThatThrownBy(
                        () -> lab.runs().listCampaigns(ListCampaignsRequest.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE))
                .hasMessageContaining("cannot reach its database")
                .hasMessageContaining("try again");
    }

    /// As an agent does: again and again until the controller takes it.
    private static FakeRig reconnected(Lab lab, RunOrder order) throws Exception {
        for (var i = 0; ; i++) {
            // its former stream is silent for long enough to be replaced
            lab.clocks().pass(Duration.ofSeconds(4));
            var rig = new FakeRig("rig-1", lab.rig("rig-1"));
            rig.hello("rig-1", List.of(FakeRig.owns(order)), "a");
            if (rig.comes(LinkResponse::hasWelcome)) {
                return rig;
            }
            assertThat(i).as("tries to connect").isLessThan(20);
        }
    }
}
