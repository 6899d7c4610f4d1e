package org.proofmark.benchremote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.RunContext;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.time.Ticker;
import org.proofmark.domain.update.Trouble;
import org.proofmark.proto.bench.v1.GetRunResponse;
import org.proofmark.proto.bench.v1.RecordRequest;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public final class MainTest {
    private static final Path EXAMPLE =
            Path.of("..", "docs/examples/user-suite/src/org/example/suite/LabelAndUptime.java");

    private static final String PROFILE =
            """
            format: proofmark-profile/1
            id: box
            manufacturer: Box
            model: B1
            wiring: [power, console]
            boot: {marks: [{console: up}]}
            interfaces: {}
            credentials: {}
            reset-paths: {off: {steps: [{power: off}], marks: [{console: up}]}}
            """;

    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("suite");
    }

    @AfterMethod(alwaysRun = true)
    public void removeFolder() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static GetRunResponse order(Path jar, String suite) {
        return GetRunResponse.newBuilder()
                .setRunId("r1")
                .setAttempt(1)
                .setUnitId("u1")
                .setPhase("COLLECT")
                .setProfileYaml(ByteString.copyFromUtf8(PROFILE))
                .setPreset("quick")
                .setResets(3)
                .setDictionaryTries(10)
                .setSuite(suite)
                .setSuiteJar(jar.toString())
                .build();
    }

    private Path source(String body) throws IOException {
        var file = folder.resolve("Mine.java");
        Files.writeString(
                file,
                """
                import org.proofmark.bench.Bench;
                import org.testng.annotations.Test;
                public class Mine {
                    private final Bench bench;
                    public Mine(Bench bench) { this.bench = bench; }
                    @Test public void aFirst() { bench.label(); }
                    @Test public void bSecond() { BODY }
                    @Test public void cThird() { bench.label(); }
                }
                """
                        .replace("BODY", body));
        return file;
    }

    private static List<String> assertions(AgentSide agent) {
        return agent.records.stream()
                .filter(RecordRequest::hasObservation)
                .map(r -> r.getObservation().getUserAssertion())
                .map(a -> a.getName().replaceAll(".*\\.", "") + " " + a.getPassed())
                .toList();
    }

    private static List<String> faults(AgentSide agent) {
        return agent.records.stream()
                .filter(RecordRequest::hasFault)
                .map(r -> r.getFault().getCode())
                .toList();
    }

    @Test
    public void theWorkedExampleOfTheDocsRuns() throws IOException {
        try (var agent = new AgentSide(order(SuiteJar.of(folder, EXAMPLE), ""))) {
            assertThat(Main.run(agent.socket())).isZero();
            assertThat(assertions(agent))
                    .containsExactly(
                            "bootsWithinHalfAMinute true",
                            "labelShowsASerialNumberOfFourDigits true");
            assertThat(agent.calls).containsSubsequence("run", "off", "on", "label");
        }
    }

    @Test
    public void aUsersAssertionThatFailsIsRecordedAndTheRestRuns() throws IOException {
        var jar = SuiteJar.of(folder, source("throw new AssertionError(\"too warm\");"));
        try (var agent = new AgentSide(order(jar, ""))) {
            assertThat(Main.run(agent.socket())).isZero();
            assertThat(assertions(agent))
                    .containsExactly("aFirst true", "bSecond false", "cThird true");
        }
    }

    @Test
    public void anythingElseIsADefectOfTheSuiteAndEndsTheAttempt() throws IOException {
        var jar = SuiteJar.of(folder, source("throw new IllegalStateException(\"oops\");"));
        try (var agent = new AgentSide(order(jar, ""))) {
            assertThat(Main.run(agent.socket())).isEqualTo(1);
            assertThat(faults(agent)).containsExactly("suite-defect");
            assertThat(assertions(agent)).containsExactly("aFirst true");
        }
    }

    @Test
    public void aFaultOfTheSuiteItselfIsRecordedOnce() throws IOException {
        var jar =
                SuiteJar.of(
                        folder,
                        source(
                                "bench.console().expect(\"x\","
                                        + " java.util.List.of(java.util.regex.Pattern.compile(\"never\")),"
                                        + " 0, java.time.Duration.ofMillis(50));"));
        try (var agent = new AgentSide(order(jar, ""))) {
            assertThat(Main.run(agent.socket())).isEqualTo(1);
            assertThat(faults(agent)).containsExactly("console-timeout");
        }
    }

    @Test
    public void aSuiteThatTheJarLacksIsADefect() throws IOException {
        var jar = SuiteJar.of(folder, source(""));
        try (var agent = new AgentSide(order(jar, "no-such"))) {
            assertThat(Main.run(agent.socket())).isEqualTo(1);
            assertThat(faults(agent)).containsExactly("suite-defect");
        }
    }

    private static RemoteBench bench(AgentLink link) {
        return bench(link, PROFILE);
    }

    private static RemoteBench bench(AgentLink link, String profile) {
        return new RemoteBench(
                link,
                new RunContext(
                        new Attempt(new RunId("r1"), 1),
                        new UnitId("u1"),
                        Phase.COLLECT,
                        ProfileCodec.parse("p.yaml", profile.getBytes(StandardCharsets.UTF_8)),
                        Preset.QUICK,
                        1,
                        List.of(),
                        List.of()),
                List.of(AgentSide.RELEASE),
                Ticker.system());
    }

    @Test
    public void aReleaseIsServedAndWhatTheDeviceAskedForIsTold() throws IOException {
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var updates = bench(link).updates();
            assertThat(updates.releases()).containsExactly(AgentSide.RELEASE);
            assertThat(updates.serve("newer", new Trouble.Truncated("image.bin", 7))).isEqualTo(4);
            assertThat(updates.requestsAfter(4)).containsExactly(AgentSide.REQUEST);
            updates.showTime(Duration.ofDays(-1));
            assertThat(updates.withdraw()).isEqualTo(4);
            assertThat(agent.calls)
                    .containsExactly(
                            "serve newer truncated",
                            "requests after 4",
                            "time -86400",
                            "serve nothing");
        }
    }

    @Test
    public void theConsoleIsReadWrittenAndWaitedFor() throws IOException {
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var bench = bench(link);
            var on = bench.power().on();
            var match =
                    bench.console()
                            .expect(
                                    "boot",
                                    List.of(Pattern.compile("is (\\w+)\\s")),
                                    on.consolePosition(),
                                    Duration.ofSeconds(10));
            assertThat(match.groups()).containsExactly("is up\r", "up");
            long from = bench.console().position();
            bench.console().write("echo".getBytes(StandardCharsets.US_ASCII));
            assertThat(
                            bench.console()
                                    .await(
                                            "echo",
                                            List.of(Pattern.compile("echo")),
                                            from,
                                            Duration.ofSeconds(10)))
                    .isPresent();
            assertThat(bench.console().since(from)).isEqualTo("echo");
            assertThat(bench.network().mac()).contains("02:5e:10:00:00:07");
            assertThat(bench.network().openPorts().getFirst().actual()).isEqualTo(8080);
        }
    }

    @Test
    public void anImageIsWrittenAsTheProfileSays() throws IOException {
        var flash =
                """
                flash:
                  kind: command
                  tool: writer
                  identity: {arguments: [id], shows: '(.+)', expected: acme}
                  write: ['{image}']
                  images: {factory: f.img}
                """;
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var flashed = bench(link, PROFILE + flash).flasher().flash("factory");
            assertThat(flashed).isEqualTo(AgentSide.FLASHED);
            assertThat(agent.calls).contains("flash factory writer");
        }
    }

    @Test
    public void aProfileThatSaysNoWayToWriteImagesBreaksTheAttempt() throws IOException {
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var flasher = bench(link).flasher();
            assertThatThrownBy(() -> flasher.flash("factory"))
                    .isInstanceOfSatisfying(
                            BenchFault.class,
                            f -> assertThat(f.fault().code()).isEqualTo("no-flasher"));
            assertThat(faults(agent)).containsExactly("no-flasher");
        }
    }

    @Test
    public void lostBytesBeforeTheAnswerAreAFault() throws IOException {
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var bench = bench(link);
            agent.say("boot");
            agent.lose(-1);
            agent.say("Box is up\r\n");
            assertThatThrownBy(() ->
                            bench.console()
                                    .await(
                                            "boot",
                                            List.of(Pattern.compile("is up")),
                                            0,
                                            Duration.ofSeconds(10)))
                    .isInstanceOfSatisfying(
                            BenchFault.class,
                            f -> assertThat(f.fault().code()).isEqualTo("console-gap"));
            assertThat(faults(agent)).containsExactly("console-gap");
            // and the attempt stays broken
            assertThatThrownBy(bench::label)
                    .isInstanceOfSatisfying(
                            BenchFault.class,
                            f -> assertThat(f.fault().code()).isEqualTo("console-gap"));
        }
    }

    @Test
    public void aFaultOfTheAgentArrivesAsItIs() throws IOException {
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var fault =
                    new Fault(
                            "power-not-cut",
                            "the rail stayed up",
                            "power off",
                            Duration.ofSeconds(9),
                            "still here");
            agent.breakWith(fault);
            assertThatThrownBy(() -> bench(link).power().off())
                    .isInstanceOfSatisfying(
                            BenchFault.class, f -> assertThat(f.fault()).isEqualTo(fault));
        }
    }

    @Test
    public void aSecretsValueTravelsOnce() throws IOException {
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var recorder = bench(link).recorder();
            var secret = recorder.secret("hunter2");
            assertThat(recorder.secret("hunter2")).isEqualTo(secret);
            var taken =
                    new Observation.CredentialTaken(
                            "admin",
                            Stage.delivered(DeviceState.FACTORY_DEFAULT),
                            "label",
                            "admin",
                            secret);
            recorder.observe(taken);
            recorder.observe(taken);
            assertThat(agent.records)
                    .extracting(r ->
                            r.getObservation()
                                    .getCredentialTaken()
                                    .getSecret()
                                    .getSealed()
                                    .toStringUtf8())
                    .containsExactly("hunter2", "");
        }
    }

    @Test
    public void evidenceOfSeveralPartsArrivesWhole() throws IOException {
        try (var agent = new AgentSide(order(Path.of("x"), ""));
                var link = AgentLink.open(agent.socket())) {
            var content = new byte[1_300_000];
            new java.util.Random(1).nextBytes(content);
            var kept = bench(link).recorder().evidence("big", "text/plain", content);
            assertThat(kept.digest()).isEqualTo(org.proofmark.domain.run.Digest.of(content));
        }
    }

    @Test
    public void aProcessOfItsOwnEndsWithItsStdinAndPrintsNothing() throws Exception {
        var jar = SuiteJar.of(folder, EXAMPLE);
        try (var agent = new AgentSide(order(jar, ""))) {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "org.proofmark.benchremote.Main",
                                    "--socket",
                                    agent.socket().toString())
                            .redirectErrorStream(true)
                            .start();
            var output = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(new String(output, StandardCharsets.UTF_8)).isEmpty();
            assertThat(process.exitValue()).isZero();
        }
        var hanging =
                SuiteJar.of(
                        Files.createDirectory(folder.resolve("h")),
                        source("java.util.concurrent.locks.LockSupport.park(); bench.label();"));
        try (var agent = new AgentSide(order(hanging, ""))) {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "org.proofmark.benchremote.Main",
                                    "--socket",
                                    agent.socket().toString())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            process.getInputStream().readAllBytes();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
        }
    }
}
