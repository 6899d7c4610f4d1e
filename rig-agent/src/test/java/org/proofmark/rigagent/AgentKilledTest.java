package org.proofmark.rigagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.link.Enrolment;
import org.proofmark.rigagent.testing.FakeController;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.Pty;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// R8: the agent gets SIGKILL in mid-run, as a real process with a real suite process below it.
public class AgentKilledTest {
    private Path scratch;
    private FakeController controller;
    private Pty pty;
    private @Nullable RigAgent agent;
    private @Nullable Process process;

    @BeforeMethod
    public void setUp() throws IOException {
        scratch = Folders.scratch("killed");
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

    private Process startProcess() throws IOException {
        var started =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        absoluteClassPath(),
                                        "org.proofmark.rigagent.AgentProcess",
                                        scratch.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process = started;
        return started;
    }

    private static String absoluteClassPath() {
        return String.join(
                File.pathSeparator,
                RigAgentTest.options(Path.of("")).suiteRuntime().stream()
                        .map(Path::toString)
                        .toList());
    }

    @Test
    public void whatItWasDoingEndsBrokenAndNothingAcknowledgedIsLost() throws Exception {
        var killed = startProcess();
        controller.awaitHello(1);
        controller.send(controller.order("run-1", "a", "power-on-and-hang"));
        var before = controller.awaitRecord("run-1", 1, RunRecord::hasProgress);
        pty.say("last words");
        var suite = killed.descendants().toList();
        assertThat(suite).isNotEmpty();

        killed.destroyForcibly();
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // the suite holds the agent's pipe and ends with it
        for (var orphan : suite) {
            orphan.onExit().get(60, TimeUnit.SECONDS);
        }

        agent = RigAgent.start(RigAgentTest.options(scratch));
        var hello = controller.awaitHello(2);
        assertThat(hello.getOwnedList()).hasSize(1);
        assertThat(hello.getOwned(0).getAlive()).isFalse();
        assertThat(hello.getOwned(0).getRunId()).isEqualTo("run-1");
        var records = controller.awaitEnd("run-1", 1);
        assertThat(records).startsWith(before.toArray(new RunRecord[0]));
        assertThat(records.stream().filter(RunRecord::hasFault).map(r -> r.getFault().getCode()))
                .containsExactly("agent-restarted");
        assertThat(records.getLast().getEnded().getCompleted()).isFalse();
        assertThat(evidence(records, "actuations.jsonl"))
                .contains("\"kind\":\"power-on\"", "agent starts");
        assertThat(journal()).contains("agent-restarted");
        controller.awaitHeartbeat(m -> m.getHeartbeat().getOwnedCount() == 0);

        // and the slot takes the next attempt
        controller.send(controller.order("run-1", "a", "write-twice").setAttempt(2));
        assertThat(controller.awaitEnd("run-1", 2).getLast().getEnded().getCompleted()).isTrue();
    }

    private String evidence(List<RunRecord> records, String name) {
        return records.stream()
                .filter(r -> r.hasEvidence() && r.getEvidence().getName().equals(name))
                .map(r -> controller.blob(r.getEvidence().getDigest()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private String journal() throws IOException {
        return Files.readString(scratch.resolve("state/journal"));
    }
}
