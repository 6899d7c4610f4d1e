package org.proofmark.certification.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.proofmark.bench.RunContext;
import org.proofmark.bench.memory.MemoryBench;
import org.proofmark.certification.device.TestDevice;
import org.proofmark.certification.device.TestDevice.Traits;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.plan.Preset;
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

    private static int telnetPort(TestDevice device) {
        return device.openPorts().stream()
                .filter(p -> p.nominal() == 23)
                .findFirst()
                .orElseThrow()
                .actual();
    }

    @Test
    public void telnetTellsRightFromWrong() {
        var device = new TestDevice(new Traits());
        device.powerOn(_ -> {});
        try (var talks = Bank.conversations()) {
            var spec = Bank.spec("telnet", LOGIN);
            var place = Bank.at(telnetPort(device));
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
            assertThat(talks.hold(spec, Bank.at(telnetPort(device)), "login", Bank.WRONG).outcome())
                    .isEqualTo(LoginOutcome.UNREADABLE);
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
            var result = talks.hold(spec, Bank.at(telnetPort(device)), "login", Map.of());
            assertThat(result.outcome()).isEqualTo(LoginOutcome.ACCEPTED);
            assertThat(result.variables()).containsEntry("host", "box");
        } finally {
            device.powerOff();
        }
    }

    @Test
    public void theUartIsLeftAsItWasFound() {
        var device = new TestDevice(new Traits());
        var profile =
                ProfileCodec.parse("box.yaml", device.profile().getBytes(StandardCharsets.UTF_8));
        var bench =
                new MemoryBench(
                        new RunContext(
                                new Attempt(new RunId("r"), 1),
                                new UnitId("u"),
                                Phase.COLLECT,
                                profile,
                                Preset.QUICK,
                                1,
                                java.util.List.of(),
                                java.util.List.of()),
                        device,
                        Ticker.system());
        bench.power().on();
        var uart =
                profile.interfaces().stream()
                        .filter(i -> i.name().value().equals("uart"))
                        .findFirst()
                        .orElseThrow();
        try (var talks = new Conversations(bench::console, "\n", Ticker.system(), () -> "nonce")) {
            for (int i = 0; i < 3; i++) {
                assertThat(talks.hold(uart, Bank.at(0), "login", RIGHT).outcome())
                        .isEqualTo(LoginOutcome.ACCEPTED);
                assertThat(talks.hold(uart, Bank.at(0), "login", Bank.WRONG).outcome())
                        .isEqualTo(LoginOutcome.REFUSED);
                assertThat(talks.hold(uart, Bank.at(0), "use", Map.of()).outcome())
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
