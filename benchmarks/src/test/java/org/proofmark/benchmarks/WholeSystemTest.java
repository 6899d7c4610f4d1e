package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.proofmark.virtuallab.process.OwnNetworks;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/// The commands as a person types them, each in a folder of its own.
public class WholeSystemTest {
    private Path folder;
    private Proofmark proofmark;

    @BeforeMethod
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("whole-system");
        proofmark = new Proofmark(folder);
    }

    @DataProvider
    Object[][] quickCommands() {
        return new Object[][] {
            {List.of("--help"), 0},
            {List.of("devices", "--output", "json"), 0},
            {List.of("demo", "--devices", "X9"), 3},
            {List.of("assess", "missing.yaml", "--device", "true"), 3},
            {List.of("status", "--state", "missing"), 3},
        };
    }

    @Test(dataProvider = "quickCommands")
    public void theScriptHandsOverWithoutAWarningOfTheJvm(List<String> arguments, int code)
            throws Exception {
        // Twice: the second start finds the archive of classes that the first has made.
        for (int i = 0; i < 2; i++) {
            var result = proofmark.run(arguments.toArray(String[]::new));
            assertThat(result.code()).as(result.err()).isEqualTo(code);
            assertThat(result.err()).doesNotContainIgnoringCase("warning").doesNotContain("\tat ");
            assertThat(result.err().isEmpty()).isEqualTo(code == 0);
        }
    }

    @Test
    public void theDemoEndsWithVerdictsAReportAndNoProcess() throws Exception {
        var result = proofmark.run("demo", "--out", "report");
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Every verdict is as the planted flaws demand.");
        var report =
                JsonMapper.shared()
                        .readTree(Files.readAllBytes(folder.resolve("report/report.json")));
        assertThat(report.path("units").size()).isEqualTo(4);
        assertThat(report.path("verdicts").size()).isEqualTo(2 * 11);
        assertThat(result.out()).contains("en-303-645-2.1.1", "5.1-4");
        assertThat(folder.resolve("report/report.html")).content().contains("C1").contains("P2");
        assertThat(folder.resolve("report/junit.xml")).content().contains("<testsuite");
        checkSums(folder.resolve("report/evidence"));
        assertThat(proofmark.leftBehind(List.of())).isEmpty();
    }

    private static void checkSums(Path evidence) throws Exception {
        var lines = Files.readAllLines(evidence.resolve("SHA256SUMS"));
        assertThat(lines).hasSizeGreaterThan(8);
        assertThat(lines).anyMatch(line -> line.endsWith("console.raw"));
        for (String line : lines) {
            var file = evidence.resolve(line.substring(66));
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            assertThat(HexFormat.of().formatHex(digest)).as(line).isEqualTo(line.substring(0, 64));
        }
    }

    @Test
    public void nothingIsLeftWhenTheDemoIsKilled() throws Exception {
        var out = folder.resolve("out.txt");
        var demo =
                proofmark.start(
                        out,
                        folder.resolve("err.txt"),
                        "demo",
                        "--devices",
                        "C1",
                        "--out",
                        "report");
        awaitLine(demo, out, "login on web");
        var scratch = proofmark.scratchFolders();
        assertThat(scratch).as("the scratch folder of the running demo").hasSize(1);
        assertThat(proofmark.leftBehind(scratch))
                .as("devices, suites, agent, controller")
                .hasSizeGreaterThan(4);
        demo.destroyForcibly().waitFor();
        awaitNothingLeft(scratch);
    }

    private static void awaitLine(Process process, Path out, String text) throws IOException {
        long end = System.nanoTime() + Proofmark.LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try (BufferedReader lines = Files.newBufferedReader(out)) {
                if (lines.lines().anyMatch(line -> line.contains(text))) {
                    return;
                }
            }
            assertThat(process.isAlive())
                    .as("the demo goes on:\n" + Files.readString(out))
                    .isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("no line with '" + text + "':\n" + Files.readString(out));
    }

    private void awaitNothingLeft(List<String> scratch) {
        long end = System.nanoTime() + Proofmark.LIMIT.toNanos();
        var left = proofmark.leftBehind(scratch);
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            left = proofmark.leftBehind(scratch);
        }
        assertThat(left).as("processes that outlived the demo").isEmpty();
    }

    @Test
    public void aForeignDeviceIsAssessedFromTheCallersFolder() throws Exception {
        var examples = Proofmark.root().resolve("docs/examples");
        Files.copy(examples.resolve("example-device.py"), folder.resolve("device.py"));
        Files.copy(examples.resolve("example-device.yaml"), folder.resolve("device.yaml"));
        // the suite runs in the slot's own network where this machine allows one
        var network = OwnNetworks.refusal().isEmpty() ? "namespace" : "host";
        var result =
                proofmark.run(
                        "assess",
                        "device.yaml",
                        "--device",
                        "python3 ./device.py",
                        "--network",
                        network,
                        "--resets",
                        "1",
                        "--out",
                        "out");
        var report =
                JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("out/report.json")));
        var passwords = "";
        for (var verdict : report.path("verdicts")) {
            if (verdict.path("requirement").asString("").equals("passwords")) {
                passwords = verdict.path("verdict").asString("");
            }
        }
        assertThat(passwords).as(result.out() + result.err()).isEqualTo("PASS");
        // Its profile declares no pages, so the other two requirements cannot be decided.
        assertThat(result.code()).isEqualTo(2);
        assertThat(proofmark.leftBehind(List.of())).isEmpty();
    }
}
