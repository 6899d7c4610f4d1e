package org.proofmark.rigagent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.hands.v1.HandResult;
import org.proofmark.proto.rig.v1.EndHandLease;
import org.proofmark.proto.rig.v1.HandOrder;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.ShowConsole;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.link.Enrolment;
import org.proofmark.rigagent.testing.FakeController;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.Pty;
import org.proofmark.wire.Hands;
import org.proofmark.wire.Times;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// Operators' orders at the whole agent, with a controller's real wire.
public class HandsAgentTest {
    /// Far beyond what anything here takes on a busy machine.
    private static final java.time.Duration LIMIT = java.time.Duration.ofMinutes(2);

    private Path scratch;
    private FakeController controller;
    private Pty pty;
    private @Nullable RigAgent agent;
    private @Nullable Process process;

    @BeforeMethod
    public void setUp() throws IOException {
        scratch = Folders.scratch("hands");
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
                      - {kind: relay, provider: mock, line: 17, settle-milliseconds: 0}
                      - {kind: button, provider: mock, line: 27, name: reset}
                      - {kind: button, provider: mock, line: 28, name: wps}
                      - {kind: serial, path: "%s"}
                """
                        .formatted(pty.path()));
        Enrolment.enrol(controller.token(), new RigId("rig-1"), scratch.resolve("state"));
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        if (process != null) {
            process.destroyForcibly();
        }
        if (agent != null) {
            agent.close();
        }
        controller.close();
        pty.close();
        Folders.remove(scratch);
    }

    private void start() {
        agent = RigAgent.start(RigAgentTest.options(scratch));
        controller.awaitHello(1);
    }

    private static HandOrder.Builder order(String id, String lease, HandAction action) {
        return HandOrder.newBuilder()
                .setOrderId(id)
                .setSlot("a")
                .setLeaseId(lease)
                .setHolder("anna")
                .setLease(Duration.newBuilder().setSeconds(900))
                .setAction(Hands.toWire(action));
    }

    private HandResult done(String id, String lease, HandAction action) {
        controller.send(order(id, lease, action));
        return controller.awaitHandReplies(id, 1).getFirst().getResult();
    }

    private static HandAction press(String button, long millis) {
        return new HandAction.PressButton(button, java.time.Duration.ofMillis(millis));
    }

    private List<String> journal() throws IOException {
        return Files.readAllLines(scratch.resolve("state/journal"));
    }

    private static int indexOf(List<String> lines, int from, String... texts) {
        for (int i = from; i < lines.size(); i++) {
            var line = lines.get(i);
            if (List.of(texts).stream().allMatch(line::contains)) {
                return i;
            }
        }
        throw new AssertionError("no line with " + List.of(texts) + " in " + lines);
    }

    @Test
    public void eachOrderStandsInTheJournalBeforeTheLineMoves() throws IOException {
        start();
        assertThat(done("o1", "l1", new HandAction.PowerOn()).hasDone()).isTrue();
        var measured = done("o2", "l1", press("reset", 20)).getDone().getMeasured();
        assertThat(Times.fromWire(measured)).isBetween(java.time.Duration.ofMillis(20), LIMIT);
        assertThat(done("o3", "l1", new HandAction.PowerOff()).getDone().getReleased()).isTrue();
        var lines = journal();
        int taken = indexOf(lines, 0, "hand-lease-taken", "\"holder\":\"anna\"");
        int on = indexOf(lines, taken, "hand-order", "\"action\":\"power on\"");
        int moved = indexOf(lines, on, "\"kind\":\"power-on\"", "by hand of anna");
        int pressed = indexOf(lines, moved, "\"kind\":\"button-press\"");
        int released = indexOf(lines, pressed, "\"kind\":\"button-release\"");
        int off = indexOf(lines, released, "hand-order", "\"action\":\"power off\"");
        int ended = indexOf(lines, off, "hand-lease-ended");
        indexOf(lines, ended, "\"kind\":\"power-off\"");
    }

    @Test
    public void anOrderThatComesAgainIsAnsweredAndNotDoneAgain() throws IOException {
        start();
        done("o1", "l1", press("reset", 20));
        controller.send(order("o1", "l1", press("reset", 20)));
        var answers = controller.awaitHandReplies("o1", 2);
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(journal().stream().filter(l -> l.contains("button-press"))).hasSize(1);
    }

    @Test
    public void aSlotWithARunIsNotTouched() {
        start();
        controller.send(controller.order("run-1", "a", "power-on-and-hang"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        var refused = done("o1", "l1", new HandAction.PowerOff()).getRefused();
        assertThat(refused.getCode()).isEqualTo("slot-busy");
        assertThat(refused.getText()).contains("busy with run-1", "unit u1");
        controller.abort("run-1", 1, "enough");
        controller.awaitEnd("run-1", 1);
        assertThat(
                        controller.received().stream()
                                .filter(RunRecord::hasFault)
                                .map(r -> r.getFault().getCode()))
                .containsOnly("aborted");
    }

    @Test
    public void noRunBeginsWhileAnOperatorHoldsTheSlot() {
        start();
        done("o1", "l1", new HandAction.PowerOn());
        controller.send(controller.order("run-1", "a", "write-twice"));
        var refused = controller.awaitReply(1);
        assertThat(refused.getAccepted()).isFalse();
        assertThat(refused.getReason()).contains("slot a is held by anna");
        controller.awaitHeartbeat(m -> m.getHeartbeat().getLeasesCount() == 1);
        done("o2", "l1", new HandAction.PowerOff());
        controller.awaitHeartbeat(m -> m.getHeartbeat().getLeasesCount() == 0);
        controller.send(controller.order("run-1", "a", "write-twice"));
        assertThat(controller.awaitReply(2).getAccepted()).isTrue();
        assertThat(controller.awaitEnd("run-1", 1).getLast().getEnded().getCompleted()).isTrue();
    }

    @Test
    public void powerOffCutsAPressShort() throws IOException {
        start();
        done("o1", "l1", new HandAction.PowerOn());
        controller.send(order("o2", "l1", press("reset", 300_000)));
        awaitJournal("button-press");
        assertThat(done("o3", "l1", new HandAction.PowerOff()).hasDone()).isTrue();
        var cut = controller.awaitHandReplies("o2", 1).getFirst().getResult().getFault();
        assertThat(cut.getCode()).isEqualTo("cut-short");
        assertThat(cut.getWhat()).contains("power off by hand of anna");
        var lines = journal();
        int off = indexOf(lines, 0, "hand-lease-ended");
        indexOf(lines, off, "\"kind\":\"power-off\"");
        assertThat(indexOf(lines, 0, "\"kind\":\"button-release\"", "reset"))
                .isLessThan(lines.size());
    }

    private void awaitJournal(String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (journal().stream().noneMatch(l -> l.contains(text))) {
            assertThat(System.nanoTime()).as("the journal has " + text).isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    public void theControllerEndsALeaseThatItDoesNotKnow() throws IOException {
        start();
        done("o1", "l1", new HandAction.PowerOn());
        controller.send(
                LinkResponse.newBuilder()
                        .setEndLease(
                                EndHandLease.newBuilder().setSlot("a").setLeaseId("l1").build())
                        .build());
        controller.awaitHeartbeat(m -> m.getHeartbeat().getLeasesCount() == 0);
        var lines = journal();
        indexOf(lines, indexOf(lines, 0, "hand-lease-ended"), "\"kind\":\"power-off\"");
        assertThat(done("o2", "l1", new HandAction.PowerOn()).getRefused().getCode())
                .isEqualTo("lease-ended");
    }

    @Test
    public void whatTheWiringLacksIsRefused() {
        start();
        assertThat(done("o1", "l1", press("", 20)).getRefused().getText())
                .contains("several buttons: say which of reset, wps");
        assertThat(done("o2", "l1", press("wifi", 20)).getRefused().getText())
                .contains("no button 'wifi'; it has reset, wps");
        controller.send(order("o3", "l1", new HandAction.PowerOn()).setSlot("z"));
        assertThat(controller.awaitHandReplies("o3", 1).getFirst().getResult().getRefused())
                .satisfies(r -> assertThat(r.getCode()).isEqualTo("no-such-slot"));
        controller.send(order("o4", "l1", new HandAction.PowerOn()).clearAction());
        assertThat(
                        controller
                                .awaitHandReplies("o4", 1)
                                .getFirst()
                                .getResult()
                                .getRefused()
                                .getCode())
                .as("an action of a later version")
                .isEqualTo("unknown-action");
    }

    @Test
    public void theConsoleIsShownWithWhatWasSaidBefore() {
        start();
        done("o1", "l1", new HandAction.PowerOn());
        pty.say("before\r\n");
        // shown again and again until what was said before has been read
        controller.awaitHeartbeat(m -> true);
        controller.send(showing(true));
        pty.say("after\r\n");
        controller.awaitOutput(o -> {
            var text = new StringBuilder();
            o.forEach(p -> text.append(p.getData().toStringUtf8()));
            return text.toString().contains("before\r\nafter\r\n");
        });
        done(
                "o2",
                "l1",
                new HandAction.WriteConsole(
                        "hi".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(pty.read()).isEqualTo("hi");
        done("o3", "l1", new HandAction.PowerOff());
        // an attempt's console is nobody's
        controller.send(controller.order("run-1", "a", "write-twice"));
        controller.awaitOutput(
                o -> o.stream().anyMatch(p -> p.getEnded().contains("an attempt has begun")));
        controller.awaitEnd("run-1", 1);
    }

    private static LinkResponse showing(boolean shown) {
        return LinkResponse.newBuilder()
                .setShowConsole(ShowConsole.newBuilder().setSlot("a").setShown(shown))
                .build();
    }

    /// The agent as a process of its own gets SIGKILL while a button is pressed and the power is
    /// on.
    @Test
    public void afterASigkillInMidHoldTheSlotIsInItsSafeState() throws Exception {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                String.join(
                                        File.pathSeparator,
                                        RigAgentTest.options(Path.of("")).suiteRuntime().stream()
                                                .map(Path::toString)
                                                .toList()),
                                "org.proofmark.rigagent.AgentProcess",
                                scratch.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        controller.awaitHello(1);
        done("o1", "l1", new HandAction.PowerOn());
        controller.send(order("o2", "l1", press("reset", 300_000)));
        awaitJournal("button-press");
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        int before = journal().size();

        agent = RigAgent.start(RigAgentTest.options(scratch));
        assertThat(controller.awaitHello(2).getLeasesList()).isEmpty();
        var lines = journal();
        int started = indexOf(lines, before - 1, "agent-started");
        indexOf(lines, started, "\"kind\":\"button-release\"", "reset");
        indexOf(lines, started, "\"kind\":\"power-off\"", "agent starts");
        // what was under way is not begun anew
        controller.send(order("o2", "l1", press("reset", 20)));
        assertThat(
                        controller
                                .awaitHandReplies("o2", 1)
                                .getFirst()
                                .getResult()
                                .getRefused()
                                .getCode())
                .isEqualTo("agent-restarted");
        assertThat(done("o3", "l1", new HandAction.PowerOn()).hasDone()).isTrue();
    }
}
