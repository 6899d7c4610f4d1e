package org.proofmark.rigagent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.RigId;
import org.proofmark.meters.Meter;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.RigAgent;
import org.proofmark.rigagent.RigOptions;
import org.proofmark.rigagent.link.Enrolment;
import org.proofmark.rigagent.testing.FakeController;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.Pty;
import org.proofmark.rigagent.testing.Scraped;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// A whole agent at work, scraped over HTTP.
public class AgentMetricsTest {
    private static final InetSocketAddress FREE =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    private static final String STATE = "proofmark_agent_slot_state";

    private Path scratch;
    private FakeController controller;
    private Pty pty;
    private @Nullable RigAgent agent;

    @BeforeMethod
    public void setUp() throws IOException {
        scratch = Folders.scratch("agent-metrics");
        controller = new FakeController();
        pty = Pty.open();
        Files.writeString(
                scratch.resolve("rig.yaml"),
                """
                rig: rig-1
                minimum-free-mebibytes: 16
                slots:
                  - name: a
                    unit: u1
                    wiring:
                      - {kind: relay, provider: mock, line: 17, active-low: true, settle-milliseconds: 0}
                      - {kind: button, provider: mock, line: 27, name: reset}
                      - {kind: serial, path: "%s"}
                  - name: b
                    wiring:
                      - {kind: relay, provider: mock, line: 18, settle-milliseconds: 0}
                """
                        .formatted(pty.path()));
        Enrolment.enrol(controller.token(), new RigId("rig-1"), scratch.resolve("state"));
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        stop();
        controller.close();
        pty.close();
        Folders.remove(scratch);
    }

    private void stop() {
        if (agent != null) {
            agent.close();
        }
    }

    private InetSocketAddress start(InetSocketAddress metrics) {
        var classPath =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .map(entry -> Path.of(entry).toAbsolutePath())
                        .toList();
        var started =
                RigAgent.start(
                        RigOptions.of(
                                        scratch.resolve("rig.yaml"),
                                        scratch.resolve("state"),
                                        classPath)
                                .withMetrics(metrics));
        agent = started;
        return started.metrics().orElseThrow();
    }

    @Test
    public void whatAnAttemptDidIsScraped() {
        var at = start(FREE);
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "ok"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        assertThat(pty.read()).contains("login ");
        var busy = Scraped.from(at);
        assertThat(busy.value(STATE, "slot=\"a\"", "state=\"busy\"")).isOne();
        assertThat(busy.value(STATE, "slot=\"b\"", "state=\"free\"")).isOne();
        pty.say("device says hello\r\n");
        var records = controller.awaitEnd("run-1", 1);

        Scraped.await(at, n -> n == 0, "proofmark_agent_spool_records");
        var scraped = Scraped.await(at, n -> n == 1, "proofmark_agent_attempts_total", "completed");
        var evidence = records.stream().filter(RunRecord::hasEvidence).toList();
        assertThat(scraped.value("proofmark_agent_evidence_total")).isEqualTo(evidence.size());
        assertThat(scraped.value("proofmark_agent_evidence_bytes_total"))
                .isEqualTo(
                        evidence.stream().mapToDouble(r -> r.getEvidence().getSizeBytes()).sum());
        assertThat(scraped.value("proofmark_agent_console_bytes_total", "slot=\"a\""))
                .isEqualTo("device says hello\r\n".length());
        assertThat(scraped.value("proofmark_agent_console_gaps_total", "slot=\"a\"")).isZero();
        assertThat(scraped.value("proofmark_agent_console_bytes_total", "slot=\"b\"")).isZero();
        assertThat(operations(scraped, "button-press", "done")).isOne();
        assertThat(operations(scraped, "console-write", "done")).isOne();
        assertThat(operations(scraped, "power-off", "done")).isPositive();
        assertThat(operations(scraped, "power-off", "fault")).isZero();
        assertThat(scraped.value("proofmark_agent_link_up")).isOne();
        assertThat(scraped.value("proofmark_agent_link_welcomes_total")).isOne();
        assertThat(
                        scraped.value(
                                "proofmark_certificate_end_timestamp_seconds",
                                "certificate=\"rig\""))
                .isGreaterThan(System.currentTimeMillis() / 1000.0);
    }

    private static double operations(Scraped scraped, String operation, String outcome) {
        return scraped.value(
                "proofmark_agent_operation_seconds_count",
                "operation=\"" + operation + "\"",
                "outcome=\"" + outcome + "\"");
    }

    @Test
    public void theSpoolGrowsAndTheLinkIsDownWhileTheControllerIsAway() {
        var at = start(FREE);
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "ok"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        controller.down();
        assertThat(pty.read()).contains("login ");
        pty.say("device says hello\r\n");
        Scraped.await(at, n -> n == 1, "proofmark_agent_attempts_total", "completed");
        var away = Scraped.await(at, n -> n == 0, "proofmark_agent_link_up");
        assertThat(away.value("proofmark_agent_spool_records")).isPositive();
        assertThat(away.value("proofmark_agent_spool_bytes")).isPositive();
        Scraped.await(at, n -> n >= 1, "proofmark_agent_link_failures_total");

        controller.up();
        Scraped.await(at, n -> n == 2, "proofmark_agent_link_welcomes_total");
        Scraped.await(at, n -> n == 0, "proofmark_agent_spool_records");
        Scraped.await(at, n -> n == 0, "proofmark_agent_spool_bytes");
    }

    @Test
    public void aHangUpIsAGapAndTheAttemptIsFaulted() {
        var at = start(FREE);
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "read-until-broken"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        pty.close();
        controller.awaitEnd("run-1", 1);
        Scraped.await(at, n -> n == 1, "proofmark_agent_attempts_total", "faulted");
        Scraped.await(at, n -> n == 1, "proofmark_agent_console_gaps_total", "slot=\"a\"");
    }

    @Test
    public void aSlotThatTalksOnWithoutPowerIsQuarantinedAndSaidToBe() throws Exception {
        var talking = new AtomicBoolean(true);
        var device =
                Thread.ofPlatform()
                        .start(() -> {
                            while (talking.get()) {
                                pty.say("still here\r\n");
                                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                            }
                        });
        try {
            var at = start(FREE);
            var hello = controller.awaitHello(1);
            assertThat(hello.getSlots(0).getOutOfService())
                    .startsWith("quarantine: power-not-cut: ");
            assertThat(hello.getSlots(1).getOutOfService()).isEmpty();
            var scraped = Scraped.from(at);
            assertThat(scraped.value(STATE, "slot=\"a\"", "state=\"quarantined\"")).isOne();
            assertThat(scraped.value(STATE, "slot=\"a\"", "state=\"free\"")).isZero();
            assertThat(scraped.value(STATE, "slot=\"b\"", "state=\"free\"")).isOne();
        } finally {
            talking.set(false);
            device.join();
        }
    }

    @Test
    public void anOrderThatIsNotTakenIsCounted() {
        var at = start(FREE);
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "no-such", "ok"));
        assertThat(controller.awaitReply(1).getAccepted()).isFalse();
        assertThat(Scraped.from(at).value("proofmark_agent_refused_orders_total")).isOne();
    }

    @Test
    public void everySeriesIsDeclaredAndHasTheRig() {
        var at = start(FREE);
        controller.awaitHello(1);
        var text = Scraped.from(at).text();
        var ours = text.lines().filter(line -> line.startsWith("proofmark_")).toList();
        assertThat(ours).isNotEmpty().allMatch(line -> line.contains("rig=\"rig-1\""));
        var named = Pattern.compile("# TYPE (proofmark_\\S+) ").matcher(text);
        var scraped = named.results().map(m -> m.group(1)).collect(Collectors.toSet());
        var declared = AgentMeters.ALL.stream().map(Meter::name).collect(Collectors.toSet());
        // Micrometer adds the largest value of each histogram
        declared.add("proofmark_agent_operation_seconds_max");
        assertThat(scraped).isEqualTo(declared);
    }

    @Test
    public void thePortIsKeptOverRestartsWhileItIsFree() throws IOException {
        var first = start(FREE);
        assertThat(Files.readString(scratch.resolve("state/metrics")))
                .isEqualTo("127.0.0.1:" + first.getPort() + "\n");
        stop();
        assertThat(start(FREE).getPort()).isEqualTo(first.getPort());
        stop();
        try (var other = new ServerSocket()) {
            other.bind(first);
            assertThat(start(FREE).getPort()).isNotEqualTo(first.getPort());
        }
    }

    @Test
    public void aPortThatWasAskedForAndIsTakenStopsTheStart() throws IOException {
        try (var other = new ServerSocket(0, 1, FREE.getAddress())) {
            var taken = new InetSocketAddress(FREE.getAddress(), other.getLocalPort());
            assertThatThrownBy(() -> start(taken))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "metrics cannot be served on 127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    public void nothingElseIsServed() {
        var at = start(FREE);
        assertThat(Scraped.ask(at, "GET", "/").statusCode()).isEqualTo(404);
        assertThat(Scraped.ask(at, "GET", "/metrics/more").statusCode()).isEqualTo(404);
        assertThat(Scraped.ask(at, "POST", "/metrics").statusCode()).isEqualTo(405);
        var head = Scraped.ask(at, "HEAD", "/metrics");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(Scraped.ask(at, "GET", "/metrics").headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
    }
}
