package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.controller.Controller;
import org.proofmark.rigagent.RigAgent;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

public class MainTest {
    private static final String RIG_FILE =
            """
            rig: r
            slots:
              - name: a
                wiring:
                  - {kind: process, command: x}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        false);
        return Main.commandLine(terminal, arguments).execute(arguments);
    }

    @Test
    public void everyCommandHasHelp() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        var commands =
                List.of(
                        "demo",
                        "assess",
                        "flaws",
                        "devices",
                        "controller",
                        "rig",
                        "enrol",
                        "run",
                        "status",
                        "watch",
                        "report",
                        "analyse",
                        "device",
                        "power",
                        "press",
                        "flash",
                        "hands");
        for (String command : commands) {
            assertThat(out.toString()).as("list of commands").contains(command);
        }
        for (String command : commands) {
            assertThat(run(command, "--help")).as(command).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("proofmark " + command);
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    public void onlyTheCommandThatIsNamedIsLookedAt() {
        var terminal = Terminal.ofProcess();
        assertThat(Main.commandLine(terminal, "analyse", "x").getSubcommands())
                .containsOnlyKeys("analyse");
        for (var other : List.of("analyze", "--help")) {
            assertThat(Main.commandLine(terminal, other).getSubcommands())
                    .as(other)
                    .containsKeys("analyse", "demo", "watch");
        }
    }

    /// The list of commands shows the first line of each description: it must be a whole sentence.
    @Test
    public void theListOfCommandsCutsNoSentence() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        var commands = Main.commandLine(Terminal.ofProcess()).getSubcommands().values();
        assertThat(commands)
                .allSatisfy(command -> {
                    var first = command.getCommandSpec().usageMessage().description()[0];
                    assertThat(first).endsWith(".").doesNotContain(". ").hasSizeLessThan(110);
                    assertThat(out.toString().replaceAll("\\s+", " ")).contains(first);
                });
    }

    @DataProvider
    Object[][] unusableInput() {
        return new Object[][] {
            {"nonsense", List.of("nonsense")},
            {"did you mean 'assess'?", List.of("asses")},
            {"did you mean 'demo'?", List.of("dmo")},
            {"did you mean '--devices'?", List.of("demo", "--device", "C1")},
            {"--no-such-option", List.of("demo", "--no-such-option")},
            {"no simulated device 'X9'; there are C1", List.of("demo", "--devices", "X9")},
            {"stands here twice", List.of("demo", "--devices", "C1,c1")},
            {"--resets -1", List.of("demo", "--resets", "-1")},
            {"no simulated device 'X9'", List.of("flaws", "--only", "C1,X9")},
            {"no-such.yaml cannot be read", List.of("assess", "no-such.yaml", "--device", "true")},
            {"no such suite", List.of("assess", "p.yaml", "--device", "true", "--suite", "other")},
            {"no.jar", List.of("assess", "p.yaml", "--device", "true", "--suite", "no.jar")},
            {"no such preset", List.of("assess", "p.yaml", "--device", "true", "--preset", "hard")},
            {"--units 0", List.of("assess", "p.yaml", "--device", "true", "--units", "0")},
            {"--slot", List.of("run", "p.yaml")},
            {"--resets 0", List.of("run", "p.yaml", "--slot", "r/a", "--resets", "0")},
            {"--resets 0", List.of("demo", "--resets", "0")},
            {"RIG 'rig 1'", List.of("enrol", "rig 1", "--state", "no-such-folder")},
            {"no such scheme", List.of("watch", "c1", "--scheme", "x")},
            {"no controller's state", List.of("backup", "--to", "b", "--state", "no-such-folder")},
            {"no-such is not there", List.of("restore", "no-such", "--state", "no-such-folder")},
            {"--state pom.xml: this is a file", List.of("controller", "--state", "pom.xml")},
            {"endpoints.json", List.of("status", "--state", "no-such-folder")},
            {"no such file", List.of("rig", "no-rig.yaml", "--state", "no-such-folder")},
            {
                "HOST:PORT",
                List.of("controller", "--state", "no-such-folder", "--listen", "nowhere")
            },
        };
    }

    @Test(dataProvider = "unusableInput")
    public void unusableInputIsExplainedWithExitCodeThree(String message, List<String> arguments) {
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
        assertThat(Path.of("no-such-folder")).doesNotExist();
    }

    @Test
    public void aSuiteThatIsNoArchiveIsRefusedBeforeADeviceIsTouched() throws IOException {
        var jar = Files.createTempFile("suite", ".jar");
        Files.writeString(jar, "no archive");
        assertThat(run("run", "p.yaml", "--slot", "r/a", "--suite", jar.toString()))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains(jar + ": this is no jar");
        Files.delete(jar);
    }

    @Test
    public void aProfileThatDoesNotFitIsRefusedWithFileAndLine() throws IOException {
        var profile = Files.createTempFile("profile", ".yaml");
        Files.writeString(profile, "format: proofmark-profile/1\nid: x\nsurprise: 1\n");
        assertThat(run("assess", profile.toString(), "--device", "true"))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains(profile + ":3").contains("surprise");
        Files.delete(profile);
    }

    @Test
    public void aFolderThatBelongsToTheOtherKindOfServerIsLeftAlone() throws IOException {
        var folder = Files.createTempDirectory("state");
        var rigFile = Files.writeString(folder.resolve("rig.yaml"), RIG_FILE);
        var ofRig = Files.createDirectories(folder.resolve("rig"));
        Files.createDirectories(ofRig.resolve("identity"));
        assertThat(run("controller", "--state", ofRig.toString())).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("this is the state folder of a rig");
        var ofController = folder.resolve("controller");
        Files.createDirectories(ofController.resolve("keys"));
        Files.createFile(ofController.resolve("keys/ca.pem"));
        assertThat(run("rig", rigFile.toString(), "--state", ofController.toString()))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("this is the state folder of a controller");
        try (var left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("rig.yaml", "ca.pem");
        }
    }

    @Test
    public void aTokenFileWithMoreThanTheTokenIsRefused() throws IOException {
        var folder = Files.createTempDirectory("token");
        var rigFile = Files.writeString(folder.resolve("rig.yaml"), RIG_FILE);
        var token = Files.writeString(folder.resolve("token"), "one\ntwo\n");
        assertThat(
                        run(
                                "rig",
                                rigFile.toString(),
                                "--state",
                                folder.resolve("s").toString(),
                                "--token-file",
                                token.toString()))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("more than one word");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    /// What each process says of itself in status, metrics and on the pages.
    @Test
    public void everyPartSaysTheSameVersion() {
        assertThat(run("--version")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().strip())
                .isEqualTo("proofmark " + Controller.VERSION)
                .isEqualTo("proofmark " + RigAgent.VERSION);
    }

    @Test
    public void assessWantsExactlyOneKindOfDevice() throws IOException {
        var profile = Files.createTempFile("profile", ".yaml");
        assertThat(run("assess", profile.toString())).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run("assess", profile.toString(), "--device", "x", "--rig", "r.yaml"))
                .isEqualTo(ExitCode.UNUSABLE);
        Files.delete(profile);
    }

    @Test
    public void devicesAreListedAsJsonInCamelCase() {
        assertThat(run("devices", "--output", "json")).isEqualTo(ExitCode.OK);
        var devices = JsonMapper.shared().readTree(out.toString()).path("devices");
        assertThat(devices.size()).isGreaterThanOrEqualTo(15);
        for (var device : devices) {
            assertThat(device.propertyNames()).allMatch(key -> key.matches("[a-z][a-zA-Z]*"));
        }
    }
}
