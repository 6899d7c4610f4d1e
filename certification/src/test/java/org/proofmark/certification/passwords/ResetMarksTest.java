package org.proofmark.certification.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.bench.RunContext;
import org.proofmark.bench.memory.MemoryBench;
import org.proofmark.bench.memory.MemoryDevice;
import org.proofmark.certification.device.OwnAddress;
import org.proofmark.certification.dialogue.Conversations;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.Test;

/// Resets that a changed host key, and a planted setting that is gone, prove or do not prove.
public final class ResetMarksTest {
    private static final String PROFILE =
            """
            format: proofmark-profile/1
            id: marked
            manufacturer: M
            model: M1
            wiring: [power, network, "button:reset"]
            boot: {limit: 60s, marks: [{answers: web}]}
            interfaces:
              shell: {protocol: ssh, port: 22}
              web:
                protocol: http
                port: 80
                dialogues:
                  name-it: {exchanges: [{method: POST, path: /name, answers: {accepted: {status: 200}}}]}
                  has-name: {exchanges: [{path: /name, answers: {accepted: {status: 200}, refused: {status: 404}}}]}
            credentials: {}
            reset-paths:
              button:
                steps: [{press: reset, for: 6s}, {release: reset}]
                marks: [MARKS]
                limit: 1s
            """;

    private static final String KEY = "{host-key: shell}";
    private static final String GONE = "{gone: has-name, plant: name-it, interface: web}";

    /// A device with SSH and a page whose setting can be made.
    private static final class Box implements MemoryDevice {
        private final String address = OwnAddress.next();
        private final List<OpenPort> ports = new ArrayList<>();
        private @Nullable HttpServer web;
        private @Nullable SshServer ssh;
        private int webPort;
        private int sshPort;
        private KeyPair key = fresh();
        private volatile boolean named;
        private boolean dead;
        private boolean newKeyAtStart;
        private boolean forgetful;
        private volatile boolean takesNoName;
        private volatile boolean mute;
        private int starts;

        private static KeyPair fresh() {
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(256);
                return generator.generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public synchronized void powerOn(Consumer<byte[]> uart) {
            starts++;
            if (newKeyAtStart) {
                key = fresh();
            }
            named &= !forgetful;
            try {
                var page = HttpServer.create(new InetSocketAddress(address, webPort), 0);
                page.createContext(
                        "/name",
                        exchange -> {
                            boolean post = exchange.getRequestMethod().equals("POST");
                            exchange.sendResponseHeaders(answer(post), -1);
                            exchange.close();
                        });
                page.start();
                var door = SshServer.setUpDefaultServer();
                door.setHost(address);
                door.setPort(sshPort);
                door.setKeyPairProvider(KeyPairProvider.wrap(key));
                door.setPasswordAuthenticator((_, _, _) -> false);
                door.start();
                webPort = page.getAddress().getPort();
                sshPort = door.getPort();
                ports.add(new OpenPort(80, webPort));
                ports.add(new OpenPort(22, sshPort));
                web = page;
                ssh = door;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        // without a lock: the server waits for its handlers when it stops
        private int answer(boolean post) {
            if (post && !takesNoName) {
                named = true;
            }
            if (mute && !post && !named) {
                return 500;
            }
            return named ? 200 : 404;
        }

        @Override
        public synchronized void powerOff() {
            try {
                if (web != null) {
                    web.stop(0);
                }
                if (ssh != null) {
                    ssh.stop(true);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            web = null;
            ssh = null;
            ports.clear();
        }

        @Override
        public synchronized void button(String name, boolean pressed) {
            if (!dead && !pressed) {
                powerOff();
                key = fresh();
                named = false;
                powerOn(_ -> {});
            }
        }

        @Override
        public synchronized List<OpenPort> openPorts() {
            return List.copyOf(ports);
        }

        @Override
        public void type(byte[] bytes) {
            // it has no console
        }

        @Override
        public Map<String, String> label() {
            return Map.of();
        }

        @Override
        public String address() {
            return address;
        }
    }

    private static ResetDone reset(Box device, String marks) {
        try {
            return tried(device, marks);
        } finally {
            device.powerOff();
        }
    }

    private static ResetDone tried(Box device, String marks) {
        var yaml = PROFILE.replace("MARKS", marks);
        var profile = ProfileCodec.parse("marked.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        var context =
                new RunContext(
                        new Attempt(new RunId("r1"), 1),
                        new UnitId("u1"),
                        Phase.COLLECT,
                        profile,
                        new Preset("test", 2, 1, 1),
                        7,
                        List.of(),
                        List.of());
        var ticker = Ticker.system();
        var bench = new MemoryBench(context, device, ticker);
        Pacing pacing = _ -> Thread.onSpinWait();
        try (var talks = new Conversations(bench::console, "\n", ticker, () -> "nonce")) {
            var dut = new Device(bench, talks, ticker, pacing);
            dut.coldStart();
            var resets = new Resets(bench, dut, ticker, pacing, new ResetMarks(dut, profile));
            var path = profile.resetPaths().getFirst();
            var fault =
                    catchThrowableOfType(BenchFault.class, () -> resets.reset(path, 1, Map.of()));
            var last =
                    bench.observations().stream()
                            .filter(ResetDone.class::isInstance)
                            .map(ResetDone.class::cast)
                            .reduce((_, second) -> second)
                            .orElseThrow();
            if (last.proven()) {
                assertThat(fault).isNull();
                // a second one needs no restart beforehand: one more start, by the button
                int before = device.starts;
                resets.reset(path, 2, Map.of());
                assertThat(device.starts).isEqualTo(before + 1);
            } else {
                assertThat(fault.fault().code()).isEqualTo("reset-not-proven");
                assertThat(fault.fault().waited()).isEqualTo(Duration.ofSeconds(1));
            }
            return last;
        }
    }

    @Test
    public void anotherHostKeyAndASettingThatIsGoneProveAReset() {
        var device = new Box();
        var done = reset(device, KEY + ", " + GONE);
        assertThat(done.proven()).isTrue();
        assertThat(done.marksSeen())
                .containsExactly("shell: another host key", "web: has-name no more");
    }

    @Test
    public void aResetThatDidNotHappenIsNotProven() {
        var device = new Box();
        device.dead = true;
        var done = reset(device, KEY + ", " + GONE);
        assertThat(done.proven()).isFalse();
        assertThat(done.marksMissing())
                .containsExactly("shell: another host key", "web: has-name no more");
    }

    @Test
    public void aHostKeyThatEveryStartMakesAnewProvesNothing() {
        var device = new Box();
        device.newKeyAtStart = true;
        assertThat(reset(device, KEY).marksMissing())
                .containsExactly("shell: another host key (a restart alone changes it, too)");
    }

    @Test
    public void aSettingThatARestartLosesProvesNothing() {
        var device = new Box();
        device.forgetful = true;
        assertThat(reset(device, GONE).marksMissing())
                .containsExactly("web: has-name no more (a restart alone loses the setting, too)");
    }

    @Test
    public void aSettingThatWasNeverThereProvesNothing() {
        var device = new Box();
        device.takesNoName = true;
        assertThat(reset(device, GONE).marksMissing().getFirst())
                .contains("web: has-name no more (the setting could not be planted: ");
    }

    @Test
    public void anAnswerThatNobodyUnderstandsDoesNotShowThatASettingIsGone() {
        var device = new Box();
        device.mute = true;
        assertThat(reset(device, GONE).marksMissing()).containsExactly("web: has-name no more");
    }
}
