package org.proofmark.rigagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.proofmark.benchremote.Main;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.link.Enrolment;
import org.proofmark.rigagent.testing.FakeController;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.Pty;
import org.proofmark.seal.SealedBox;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// The whole agent, with a real controller's wire, a real pty, real suite processes, and relay and
/// button on Pi4J's mock.
public class RigAgentTest {
    private Path scratch;
    private FakeController controller;
    private Pty pty;
    private @Nullable RigAgent agent;

    @BeforeMethod
    public void setUp() throws IOException {
        scratch = Folders.scratch("agent");
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
                """
                        .formatted(pty.path()));
        Enrolment.enrol(controller.token(), new RigId("rig-1"), scratch.resolve("state"));
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        if (agent != null) {
            agent.close();
        }
        controller.close();
        pty.close();
        Folders.remove(scratch);
    }

    static RigOptions options(Path scratch) {
        return RigOptions.of(
                scratch.resolve("rig.yaml"),
                scratch.resolve("state"),
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .map(Path::of)
                        .map(Path::toAbsolutePath)
                        .toList());
    }

    private RigAgent start() {
        var started = RigAgent.start(options(scratch));
        agent = started;
        return started;
    }

    @Test
    public void runsASuiteAndSendsEverythingThatItSaw() {
        start();
        var hello = controller.awaitHello(1);
        assertThat(hello.getSlots(0).getRolesList())
                .containsExactly("button:reset", "console", "power");
        assertThat(hello.getOwnedList()).isEmpty();

        controller.send(controller.order("run-1", "a", "ok"));
        assertThat(controller.awaitReply(1).getAccepted()).isTrue();
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        // the suite logs in on the console
        assertThat(pty.read()).contains("login ");
        pty.say("device says hello\r\n");
        var records = controller.awaitEnd("run-1", 1);

        assertThat(records).extracting(RunRecord::getSequence).isEqualTo(numbers(records.size()));
        assertThat(records.getLast().getEnded().getCompleted()).isTrue();
        assertThat(records.stream().filter(RunRecord::hasFault)).isEmpty();
        assertThat(names(records))
                .containsExactly(
                        "page.html",
                        "console.raw",
                        "console.index",
                        "actuations.jsonl",
                        "suite.log");
        assertThat(content(records, "console.raw")).isEqualTo("device says hello\r\n");
        assertThat(content(records, "actuations.jsonl"))
                .contains("\"kind\":\"power-off\"", "\"kind\":\"button-press\"")
                .doesNotContain(Main.PASSWORD);
        var taken =
                records.stream()
                        .filter(r -> r.hasObservation() && r.getObservation().hasCredentialTaken())
                        .findFirst()
                        .orElseThrow();
        var sealed = taken.getObservation().getCredentialTaken().getSecret().getSealed();
        assertThat(sealed.toByteArray())
                .isNotEqualTo(Main.PASSWORD.getBytes(StandardCharsets.UTF_8));
        assertThat(
                        new String(
                                SealedBox.open(
                                        controller.sealing.getPrivate(), sealed.toByteArray()),
                                StandardCharsets.UTF_8))
                .isEqualTo(Main.PASSWORD);
    }

    @Test
    public void resendsFromTheLastAcknowledgementUntilEverythingIsAcknowledged() {
        start();
        controller.awaitHello(1);
        controller.acknowledge(false);
        controller.send(controller.order("run-1", "a", "write-twice"));
        var first = controller.awaitEnd("run-1", 1);
        controller.ack("run-1", 1, 2);
        controller.awaitHeartbeat(m -> m.getHeartbeat().getSpooledRecords() == first.size() - 2);
        int before = controller.received().size();

        controller.down();
        controller.acknowledge(true);
        controller.up();
        var hello = controller.awaitHello(2);
        assertThat(hello.getOwnedList()).hasSize(1);
        assertThat(hello.getOwned(0).getAlive()).isTrue();
        controller.awaitHeartbeat(m -> m.getHeartbeat().getOwnedCount() == 0);

        var again = controller.received().subList(before, controller.received().size());
        assertThat(again)
                .extracting(RunRecord::getSequence)
                .isEqualTo(
                        LongStream.rangeClosed(3, first.size())
                                .boxed()
                                .collect(Collectors.toList()));
        assertThat(again).isEqualTo(first.subList(2, first.size()));
        assertThat(scratch.resolve("state/spool")).isEmptyDirectory();
    }

    @Test
    public void anAttemptGoesOnAndEndsWhileTheControllerIsGone() {
        start();
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "ok"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        controller.down();
        assertThat(pty.read()).contains("login ");
        pty.say("device says hello\r\n");
        awaitJournal("attempt-ended");
        controller.up();
        var records = controller.awaitEnd("run-1", 1);
        assertThat(records.getLast().getEnded().getCompleted()).isTrue();
        assertThat(records).extracting(RunRecord::getSequence).isEqualTo(numbers(records.size()));
        assertThat(controller.awaitHello(2).getOwned(0).getAlive()).isTrue();
    }

    @Test
    public void aSuiteThatCrashesBreaksTheAttempt() {
        start();
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "crash"));
        var records = controller.awaitEnd("run-1", 1);
        assertThat(faults(records)).containsExactly("suite-crashed");
        assertThat(records.getLast().getEnded().getCompleted()).isFalse();
    }

    @Test
    public void everyCallAfterAFaultIsAnsweredWithTheFirstFault() {
        start();
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "two-faults"));
        var records = controller.awaitEnd("run-1", 1);
        assertThat(faults(records)).containsExactly("no-button");
        assertThat(records.stream().filter(RunRecord::hasObservation)).isEmpty();
        assertThat(content(records, "suite.log")).doesNotContain("Exception");
        // the suite says 5 where the answers differed, which would be in the log's place
        assertThat(content(records, "actuations.jsonl")).doesNotContain("power-on");
        assertThat(records.stream().filter(RunRecord::hasProgress).map(RunRecord::getProgress))
                .noneMatch(text -> text.contains("suite-crashed"));
    }

    @Test
    public void aConsoleThatHangsUpBreaksTheAttemptAndWakesItsReaders() throws IOException {
        // a path that can be moved to another pty, as udev does for an adapter
        var link = scratch.resolve("tty");
        Files.createSymbolicLink(link, pty.path());
        Files.writeString(
                scratch.resolve("rig.yaml"),
                Files.readString(scratch.resolve("rig.yaml"))
                        .replace(pty.path().toString(), link.toString()));
        start();
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "read-until-broken"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        pty.say("before the gap");
        controller.awaitRecord("run-1", 1, r -> r.getProgress().equals("read something"));
        pty.close();
        var records = controller.awaitEnd("run-1", 1);
        assertThat(faults(records)).containsExactly("console-lost");
        assertThat(content(records, "console.raw")).isEqualTo("before the gap");
        assertThat(content(records, "console.index")).contains("\"gap\"");

        // the line comes back under its path: the next attempt records it
        Files.delete(link);
        pty = Pty.open();
        Files.createSymbolicLink(link, pty.path());
        controller.send(controller.order("run-2", "a", "ok"));
        assertThat(pty.read()).contains("login ");
        pty.say("device says hello\r\n");
        assertThat(controller.awaitEnd("run-2", 1).getLast().getEnded().getCompleted()).isTrue();
    }

    @Test
    public void anAbortEndsTheSuiteAndTheSlotIsOff() {
        start();
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "power-on-and-hang"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        controller.abort("run-1", 1, "the campaign was cancelled");
        var records = controller.awaitEnd("run-1", 1);
        assertThat(faults(records)).containsExactly("aborted");
        assertThat(lastActuations(records)).containsSubsequence("button-release", "power-off");
    }

    @Test
    public void aHeldSlotStaysPoweredUntilItIsReleased() {
        start();
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "write-twice").setHold(true));
        var records = controller.awaitEnd("run-1", 1);
        assertThat(lastActuations(records)).doesNotContain("power-off");
        assertThat(journal()).doesNotContain("slot released");
        controller.release("a");
        awaitJournal("slot released");
    }

    @Test
    public void anOrderIsRefusedWithItsReasonOrAcceptedAgain() {
        start();
        controller.awaitHello(1);
        controller.acknowledge(false);
        controller.send(controller.order("run-1", "a", "hang").setAttempt(2));
        assertThat(controller.awaitReply(1).getAccepted()).isTrue();
        controller.send(controller.order("run-1", "a", "hang").setAttempt(2));
        assertThat(controller.awaitReply(2).getAccepted()).isTrue();
        controller.send(controller.order("run-1", "a", "hang").setAttempt(1));
        assertThat(controller.awaitReply(3).getReason()).contains("is over", "latest here was 2");
        controller.send(controller.order("run-2", "a", "hang"));
        assertThat(controller.awaitReply(4).getReason()).contains("busy with run-1#2");
        controller.send(controller.order("run-2", "b", "hang"));
        assertThat(controller.awaitReply(5).getReason()).contains("no slot 'b'");
        controller.send(controller.order("run-2", "a", "hang").setUnitId("u9"));
        assertThat(controller.awaitReply(6).getReason()).contains("busy");
        controller.abort("run-1", 2, "enough");
        controller.awaitEnd("run-1", 2);
        controller.awaitHeartbeat(m -> true);
        controller.send(controller.order("run-3", "a", "hang").setUnitId("u9"));
        assertThat(controller.awaitReply(7).getReason()).contains("holds unit u1");
    }

    @Test
    public void anUploadThatBrokeOffGoesOnWhereItBroke() {
        start();
        controller.awaitHello(1);
        controller.breakUploadsAfter(1);
        controller.send(controller.order("run-1", "a", "write-twice"));
        var records = controller.awaitEnd("run-1", 1);
        assertThat(controller.uploads()).isGreaterThan(1);
        assertThat(content(records, "actuations.jsonl")).contains("console-write");
    }

    @Test
    public void aSuiteThatCannotBeHadBreaksTheAttemptBeforeAnythingIsPowered() {
        start();
        controller.awaitHello(1);
        var order = controller.order("run-1", "a", "ok").setSuiteDigest("0".repeat(64));
        controller.send(order);
        controller.awaitReply(1);
        controller.abort("run-1", 1, "no such suite");
        var records = controller.awaitEnd("run-1", 1);
        assertThat(records.getLast().getEnded().getCompleted()).isFalse();
        assertThat(content(records, "actuations.jsonl")).doesNotContain("power-on");
    }

    @Test
    public void anAgentThatStopsEndsItsAttemptsAndSendsThemAfterItsNextStart() {
        var first = start();
        controller.awaitHello(1);
        controller.acknowledge(false);
        controller.send(controller.order("run-1", "a", "power-on-and-hang"));
        controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        first.close();
        assertThat(journal()).contains("agent stops");
        controller.acknowledge(true);
        start();
        var records = controller.awaitEnd("run-1", 1);
        assertThat(faults(records)).containsExactly("agent-stopped");
    }

    private String journal() {
        try {
            return Files.readString(scratch.resolve("state/journal"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Heartbeats pace the looking.
    private void awaitJournal(String text) {
        for (int i = 0; i < 600 && !journal().contains(text); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
        assertThat(journal()).contains(text);
    }

    private static List<String> faults(List<RunRecord> records) {
        return records.stream()
                .filter(RunRecord::hasFault)
                .map(r -> r.getFault().getCode())
                .toList();
    }

    private List<String> lastActuations(List<RunRecord> records) {
        var kinds =
                content(records, "actuations.jsonl")
                        .lines()
                        .map(line -> line.replaceAll(".*\"kind\":\"([a-z-]+)\".*", "$1"))
                        .filter(kind -> !kind.equals("effect"))
                        .toList();
        return kinds.subList(Math.max(0, kinds.size() - 3), kinds.size());
    }

    private static List<Long> numbers(int count) {
        return LongStream.rangeClosed(1, count).boxed().collect(Collectors.toList());
    }

    private static List<String> names(List<RunRecord> records) {
        return records.stream()
                .filter(RunRecord::hasEvidence)
                .map(r -> r.getEvidence().getName())
                .toList();
    }

    private String content(List<RunRecord> records, String name) {
        var ref =
                records.stream()
                        .filter(r -> r.hasEvidence() && r.getEvidence().getName().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .getEvidence();
        return new String(controller.blob(ref.getDigest()), StandardCharsets.ISO_8859_1);
    }
}
