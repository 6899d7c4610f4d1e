package org.proofmark.certification.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.proofmark.bench.RunContext;
import org.proofmark.bench.memory.MemoryBench;
import org.proofmark.certification.device.KernelVoice;
import org.proofmark.certification.device.TestDevice;
import org.proofmark.certification.device.TestDevice.Traits;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.Test;

public final class LineConversationTest {
    private static final Map<String, String> RIGHT =
            Map.of("username", "admin", "password", new Traits().delivered);

    private static final String LOGIN =
            """
            login:
              steps:
                - {expect: 'login: '}
                - {send: '${username}'}
                - {expect: 'Password: '}
                - {send: '${password}'}
                - {accepted: '~ # ', refused: 'Login incorrect', limit: 5s}
            """;

    private static Place telnet(TestDevice device) {
        int port =
                device.openPorts().stream()
                        .filter(p -> p.nominal() == 23)
                        .findFirst()
                        .orElseThrow()
                        .actual();
        return new Place(device.address(), 80, port, false);
    }

    @Test
    public void telnetTellsRightFromWrong() {
        var device = new TestDevice(new Traits());
        device.powerOn(_ -> {});
        try (var talks = Bank.conversations()) {
            var spec = Bank.spec("telnet", LOGIN);
            var place = telnet(device);
            assertThat(talks.hold(spec, place, "login", RIGHT).outcome())
                    .isEqualTo(LoginOutcome.ACCEPTED);
            assertThat(talks.hold(spec, place, "login", Bank.WRONG).outcome())
                    .isEqualTo(LoginOutcome.REFUSED);
        } finally {
            device.powerOff();
        }
    }

    @Test
    public void whatTheProfileDoesNotKnowIsUnreadableOnALineToo() {
        var device = new TestDevice(new Traits());
        device.powerOn(_ -> {});
        try (var talks = Bank.conversations()) {
            var spec =
                    Bank.spec(
                            "telnet",
                            LOGIN.replace("Login incorrect", "Go away").replace("5s", "300ms"));
            var result = talks.hold(spec, telnet(device), "login", Bank.WRONG);
            assertThat(result.outcome()).isEqualTo(LoginOutcome.UNREADABLE);
            assertThat(result.detail())
                    .contains("step 5: ", "nothing that the profile knows came within 300 ms")
                    .contains("it said last: '", "Login incorrect")
                    .doesNotContain(Bank.WRONG.get("password"));
        } finally {
            device.powerOff();
        }
    }

    @Test
    public void aNamedGroupBecomesAVariable() {
        var device = new TestDevice(new Traits());
        device.powerOn(_ -> {});
        try (var talks = Bank.conversations()) {
            var spec =
                    Bank.spec(
                            "telnet",
                            "login: {steps: [{expect: '(?<host>\\w+) login: '}, {send: '${host}'},"
                                    + " {accepted: 'box\\r\\nPassword: '}]}");
            var result = talks.hold(spec, telnet(device), "login", Map.of());
            assertThat(result.outcome()).isEqualTo(LoginOutcome.ACCEPTED);
            assertThat(result.variables()).containsEntry("host", "box");
        } finally {
            device.powerOff();
        }
    }

    @Test
    public void theUartIsLeftAsItWasFound() {
        loginsOnTheUart(new Traits(), "");
    }

    /// The kernel breaks into every prompt and answer, and says words of its own that would answer.
    @Test
    public void aKernelOnTheLineChangesNoAnswer() {
        long seed = System.nanoTime();
        for (int round = 0; round < 20; round++) {
            var traits = new Traits();
            traits.voice = new KernelVoice(seed + round);
            loginsOnTheUart(traits, "seed " + (seed + round));
        }
    }

    @Test
    public void anAnswerThatStandsInNoiseOnlyIsUnreadable() {
        var traits = new Traits();
        traits.voice = text -> List.of(text.replaceAll("(?m)^(.+)$", "[   12.345678] $1"));
        var device = new TestDevice(traits);
        var bench = bench(device, device.profile());
        bench.power().on();
        var spec =
                Bank.spec(
                        "uart",
                        LOGIN.replace("expect: 'login: '", "send: 'admin'")
                                .replace("steps:", "steps:\n    - {send: ''}")
                                .replace("    - {send: '${username}'}\n", "")
                                .replace(
                                        "- {expect: 'Password: '}",
                                        "- {expect: 'Password: ', limit: 2s}")
                                .replace("5s", "300ms"));
        try (var talks = new Conversations(bench::console, "\n", Ticker.system(), () -> "nonce")) {
            var result = talks.hold(spec, Bank.at(0), "login", Bank.WRONG);
            assertThat(result.outcome()).isEqualTo(LoginOutcome.UNREADABLE);
            assertThat(result.detail()).contains("kernel-lines: text");
        } finally {
            device.powerOff();
        }
        var plain = new TestDevice(traits);
        var told =
                bench(
                        plain,
                        plain.profile()
                                .replace("boot:\n", "console: {kernel-lines: text}\nboot:\n"));
        told.power().on();
        try (var talks = new Conversations(told::console, "\n", Ticker.system(), () -> "nonce")) {
            assertThat(talks.hold(spec, Bank.at(0), "login", Bank.WRONG).outcome())
                    .isEqualTo(LoginOutcome.REFUSED);
        } finally {
            plain.powerOff();
        }
    }

    private static MemoryBench bench(TestDevice device, String yaml) {
        return new MemoryBench(
                new RunContext(
                        new Attempt(new RunId("r"), 1),
                        new UnitId("u"),
                        Phase.COLLECT,
                        ProfileCodec.parse("box.yaml", yaml.getBytes(StandardCharsets.UTF_8)),
                        Preset.QUICK,
                        1,
                        List.of(),
                        List.of()),
                device,
                Ticker.system());
    }

    private static void loginsOnTheUart(Traits traits, String about) {
        var device = new TestDevice(traits);
        var bench = bench(device, device.profile());
        bench.power().on();
        var uart = bench.run().profile().interfaceOf(new InterfaceName("uart")).orElseThrow();
        try (var talks = new Conversations(bench::console, "\n", Ticker.system(), () -> "nonce")) {
            for (int i = 0; i < 3; i++) {
                assertThat(talks.hold(uart, Bank.at(0), "login", RIGHT).outcome())
                        .as(about)
                        .isEqualTo(LoginOutcome.ACCEPTED);
                assertThat(talks.hold(uart, Bank.at(0), "login", Bank.WRONG).outcome())
                        .as(about)
                        .isEqualTo(LoginOutcome.REFUSED);
                assertThat(talks.hold(uart, Bank.at(0), "use", Map.of()).outcome())
                        .as(about)
                        .isEqualTo(LoginOutcome.REFUSED);
            }
        } finally {
            device.powerOff();
        }
    }

    @Test
    public void sshTellsRightFromWrongAndUnreachable() throws IOException {
        Path keys = Files.createTempFile("host", ".key");
        Files.delete(keys);
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        KeyPairProvider provider = new SimpleGeneratorHostKeyProvider(keys);
        server.setKeyPairProvider(provider);
        server.setPasswordAuthenticator((u, p, _) -> u.equals("admin") && p.equals("right"));
        server.start();
        var spec = Bank.spec("ssh", "use: {steps: [{accepted: x}]}");
        try (var talks = Bank.conversations()) {
            var place = Bank.at(server.getPort());
            assertThat(
                            talks.hold(
                                            spec,
                                            place,
                                            "login",
                                            Map.of("username", "admin", "password", "right"))
                                    .outcome())
                    .isEqualTo(LoginOutcome.ACCEPTED);
            assertThat(talks.hold(spec, place, "login", Bank.WRONG).outcome())
                    .isEqualTo(LoginOutcome.REFUSED);
            assertThat(
                            talks.hold(
                                            spec,
                                            place,
                                            "login",
                                            Map.of("username", "admin", "password", ""))
                                    .outcome())
                    .isEqualTo(LoginOutcome.REFUSED);
            server.stop(true);
            assertThat(talks.hold(spec, place, "login", Bank.WRONG).outcome())
                    .isEqualTo(LoginOutcome.UNREACHABLE);
        } finally {
            server.stop(true);
            Files.deleteIfExists(keys);
        }
    }
}
