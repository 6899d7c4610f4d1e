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
                .containsExactly("page.html", "console.raw", "console.index", "actuations.jsonl", "suite.log");
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
                                SealedBox.open(controller.sealing.getPrivate(), sealed.toByteArray()),
                                StandardCharsets.UTF_8))
                .isEqualTo(Main.PASSWORD);
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
