package org.proofmark.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.controller.testing.Scraped;
import org.proofmark.meters.Meter;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.fleet.v1.ListRigsRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.run.v1.CancelCampaignRequest;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// A real controller, scraped over HTTP, with rigs that the test plays.
public class ControllerMetricsTest {
    private Lab lab;

    @BeforeMethod
    void start() throws Exception {
        lab =
                new Lab(options ->
                        options.withWeb(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
    }

    @AfterMethod(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private Scraped scrape() throws Exception {
        return Scraped.from(lab.controller());
    }

    private Scraped await(double value, String... series) throws Exception {
        return Scraped.await(lab.controller(), n -> n == value, series);
    }

    private static void complete(FakeRig rig, RunOrder order) {
        rig.accept(order);
        rig.progress(order, 1, "boot");
        rig.ended(order, 2, true);
    }

    private static void fault(FakeRig rig, RunOrder order, String code) {
        rig.accept(order);
        rig.fault(order, 1, code);
        rig.ended(order, 2, false);
    }

    @Test
    public void aCampaignIsCountedAsItGoesAndWhenItHasEnded() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b", "c")) {
            rig.await(LinkResponse::hasWelcome);
            assertThat(scrape().value("proofmark_slots", "rig-1", "free")).isEqualTo(3);
            var campaign = lab.submit("rig-1", "a", "b");
            var first = rig.order();
            var second = rig.order();
            complete(rig, first);
            await(1, "proofmark_waiting", "run", "waiting-for-collect");
            var going = await(1, "proofmark_slots", "rig-1", "reserved");
            assertThat(going.value("proofmark_slots", "rig-1", "busy")).isOne();
            assertThat(going.value("proofmark_slots", "rig-1", "free")).isOne();
            assertThat(going.value("proofmark_campaigns", "collecting")).isOne();
            assertThat(going.value("proofmark_runs", "active")).isOne();
            assertThat(going.value("proofmark_verdicts_total")).isZero();
            complete(rig, second);
            complete(rig, rig.order());
            complete(rig, rig.order());
            lab.awaitEnd(campaign);

            await(1, "proofmark_campaign_ends_total", "ended");
            var over = await(3, "proofmark_verdicts_total");
            assertThat(over.value("proofmark_verdicts_total", "passwords", "inconclusive")).isOne();
            assertThat(over.value("proofmark_verdicts_total", "pass")).isZero();
            assertThat(over.value("proofmark_run_ends_total", "completed")).isEqualTo(4);
            assertThat(over.value("proofmark_attempt_ends_total", "completed")).isEqualTo(4);
            assertThat(over.value("proofmark_attempt_faults_total")).isZero();
            assertThat(over.value("proofmark_records_total", "stored")).isEqualTo(8);
            assertThat(over.value("proofmark_campaigns")).isZero();
            assertThat(over.value("proofmark_slots", "rig-1", "free")).isEqualTo(3);
            assertThat(over.value("proofmark_wait_seconds_count", "run", "waiting-for-collect"))
                    .isOne();
            assertThat(over.value("proofmark_waiting")).isZero();
            assertThat(over.value("proofmark_last_run_end_timestamp_seconds")).isPositive();
            // suite and profile
            assertThat(over.value("proofmark_blobs_total")).isEqualTo(2);
            assertThat(over.value("proofmark_blob_bytes_total")).isPositive();
            assertThat(over.value("proofmark_rpc_calls_total", "RunService", "ok")).isPositive();
        }
    }

    @Test
    public void faultsAreCountedByCodeAndForeignCodesTogether() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            fault(rig, rig.order(), "power-not-cut");
            fault(rig, rig.order(), "my-own-fault");
            lab.awaitEnd(campaign);
            var scraped = await(1, "proofmark_campaign_ends_total", "ended");
            assertThat(scraped.value("proofmark_attempt_ends_total", "faulted")).isEqualTo(2);
            assertThat(scraped.value("proofmark_run_ends_total", "faulted")).isOne();
            assertThat(scraped.value("proofmark_attempt_faults_total", "power-not-cut")).isOne();
            assertThat(scraped.value("proofmark_attempt_faults_total", "other")).isOne();
            assertThat(scraped.value("proofmark_attempt_faults_total")).isEqualTo(2);
            assertThat(scraped.text()).doesNotContain("my-own-fault");
        }
    }

    @Test
    public void aRigThatFallsSilentIsLostAndWhatWaitsForItIsTimed() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            rig.heartbeat(7);
            await(7, "proofmark_rig_spooled_records", "rig-1");
            assertThat(scrape().value("proofmark_rig_state", "rig-1", "connected")).isOne();
            lab.clocks().pass(Duration.ofSeconds(12));
            var lost = scrape();
            assertThat(lost.value("proofmark_rig_state", "rig-1", "lost")).isOne();
            assertThat(lost.value("proofmark_rig_state", "rig-1", "connected")).isZero();
            assertThat(lost.value("proofmark_rigs", "lost")).isOne();
            assertThat(lost.value("proofmark_rig_silence_seconds", "rig-1"))
                    .isGreaterThanOrEqualTo(12);
            assertThat(lost.value("proofmark_slots", "rig-1", "unreachable")).isOne();

            var campaign = lab.submit("rig-1", "a");
            var waiting = await(1, "proofmark_waiting", "campaign", "rig-lost");
            assertThat(waiting.value("proofmark_campaigns", "waiting")).isOne();
            lab.clocks().pass(Duration.ofSeconds(90));
            rig.heartbeat(0);
            complete(rig, rig.order());
            lab.awaitEnd(campaign);
            var over = await(1, "proofmark_wait_seconds_count", "campaign", "rig-lost");
            assertThat(over.value("proofmark_wait_seconds_sum", "campaign", "rig-lost"))
                    .isGreaterThanOrEqualTo(90);
        }
    }

    @Test
    public void aCancelledCampaignIsNoVerdict() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            var order = rig.order();
            rig.accept(order);
            lab.runs()
                    .cancelCampaign(
                            CancelCampaignRequest.newBuilder()
                                    .setCampaignId(campaign)
                                    .setReason("changed my mind")
                                    .build());
            rig.await(LinkResponse::hasAbort);
            rig.ended(order, 1, false);
            lab.awaitEnd(campaign);
            var scraped = await(1, "proofmark_campaign_ends_total", "cancelled");
            assertThat(scraped.value("proofmark_campaign_ends_total", "ended")).isZero();
            assertThat(scraped.value("proofmark_run_ends_total", "cancelled")).isOne();
            assertThat(scraped.value("proofmark_verdicts_total")).isZero();
            assertThat(scraped.value("proofmark_last_run_end_timestamp_seconds")).isZero();
        }
    }

    @Test
    public void aFencedAttemptAndItsLateRecordsAreCounted() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            var first = rig.order();
            rig.accept(first);
            rig.progress(first, 1, "boot");
            rig.awaitAck(first, 1);
            for (var i = 0; i < 3; i++) {
                rig.heartbeat(0);
            }
            var second = rig.order();
            rig.ended(first, 2, true);
            rig.awaitAck(first, 2);
            complete(rig, second);
            lab.awaitEnd(campaign);
            var scraped = await(1, "proofmark_campaign_ends_total", "ended");
            assertThat(scraped.value("proofmark_attempt_ends_total", "fenced")).isOne();
            assertThat(scraped.value("proofmark_attempt_ends_total", "completed")).isOne();
            assertThat(scraped.value("proofmark_attempt_faults_total", "attempt-lost")).isOne();
            assertThat(scraped.value("proofmark_records_total", "superseded")).isOne();
        }
    }

    @Test
    public void recordsThatNobodyOrderedAndGapsAreCounted() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            lab.submit("rig-1", "a");
            var order = rig.order();
            rig.accept(order);
            rig.progress(order.toBuilder().setRunId("r-nobody").build(), 1, "boot");
            await(1, "proofmark_records_total", "unknown");
            rig.progress(order, 1, "boot");
            rig.progress(order, 1, "boot");
            rig.progress(order, 3, "one is missing");
            rig.awaitEnd();
            var scraped = await(1, "proofmark_records_total", "gap");
            assertThat(scraped.value("proofmark_records_total", "duplicate")).isOne();
        }
    }

    @Test
    public void refusedCallsAreCountedByStatus() throws Exception {
        var stranger = FleetServiceGrpc.newBlockingStub(lab.stranger(lab.controller().link()));
        assertThatThrownBy(() -> stranger.listRigs(ListRigsRequest.getDefaultInstance()))
                .isInstanceOf(StatusRuntimeException.class);
        var rig = FleetServiceGrpc.newBlockingStub(lab.rig("rig-1"));
        assertThatThrownBy(() -> rig.listRigs(ListRigsRequest.getDefaultInstance()))
                .isInstanceOf(StatusRuntimeException.class);
        var scraped = scrape();
        assertThat(scraped.value("proofmark_rpc_calls_total", "FleetService", "unauthenticated"))
                .isOne();
        assertThat(scraped.value("proofmark_rpc_calls_total", "FleetService", "permission_denied"))
                .isOne();
        assertThat(scraped.value("proofmark_rpc_calls_total", "EnrolmentService", "ok")).isOne();
    }

    @Test
    public void aRestartCountsNothingAgainAndRemembersTheLastEnd() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            var first = lab.submit("rig-1", "a");
            complete(rig, rig.order());
            lab.awaitEnd(first);
            lab.submit("rig-1", "b");
            fault(rig, rig.order(), "boot-timeout");
            rig.order();
            await(1, "proofmark_attempt_ends_total", "faulted");
        }
        lab.restart();
        // a rig that was known before is lost, not new
        assertThat(scrape().value("proofmark_rigs", "lost")).isOne();
        await(1, "proofmark_runs", "active");
        var again = scrape();
        assertThat(again.value("proofmark_attempt_ends_total")).isZero();
        assertThat(again.value("proofmark_campaign_ends_total")).isZero();
        assertThat(again.value("proofmark_last_run_end_timestamp_seconds")).isPositive();
        assertThat(again.value("proofmark_rig_silence_seconds", "rig-1")).isNotNegative();
    }

    @Test
    public void everySeriesIsDeclaredAndCertificatesHaveTheirEnds() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var scraped = scrape();
            assertThat(scraped.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            var named = Pattern.compile("# TYPE (proofmark_\\S+) ").matcher(scraped.text());
            var declared =
                    ControllerMeters.ALL.stream().map(Meter::name).collect(Collectors.toSet());
            // Micrometer adds the largest value of each histogram
            declared.add("proofmark_wait_seconds_max");
            assertThat(named.results().map(m -> m.group(1)).collect(Collectors.toSet()))
                    .isEqualTo(declared);
            var now = System.currentTimeMillis() / 1000.0;
            for (var certificate : new String[] {"ca", "server"}) {
                assertThat(
                                scraped.value(
                                        "proofmark_certificate_end_timestamp_seconds", certificate))
                        .isGreaterThan(now);
            }
            assertThat(scraped.value("proofmark_rig_certificate_end_timestamp_seconds", "rig-1"))
                    .isGreaterThan(now);
            assertThat(scraped.value("proofmark_disk_free_bytes")).isPositive();
        }
    }
}
