package org.proofmark.virtuallab.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.domain.observation.LoginOutcome.ACCEPTED;
import static org.proofmark.domain.observation.LoginOutcome.REFUSED;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.proofmark.bench.Console;
import org.proofmark.bench.Hearing;
import org.proofmark.certification.dialogue.Conversations;
import org.proofmark.certification.dialogue.DialogueResult;
import org.proofmark.certification.dialogue.Place;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.time.Ticker;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Each profile describes its device: every dialogue gets the answer that it must, and none that
/// the profile does not know.
public final class ProfileOnDeviceTest {
    private static final String USER = "Correct-Horse-7!";

    @DataProvider(parallel = true)
    Object[] templates() {
        return Stream.of("C1", "C2", "C3", "C7", "P1", "P2", "P3", "P12", "P16b").toArray();
    }

    @Test(dataProvider = "templates")
    public void dialoguesFit(String id) throws Exception {
        var entry = SimulatedCatalogue.find(id).orElseThrow();
        var profile =
                ProfileCodec.parse(
                        id, entry.profile("127.0.0.1:1").getBytes(StandardCharsets.UTF_8));
        try (var device = new DeviceOnBench(id);
                var talks = conversations(device, profile)) {
            device.powerOn(false);
            device.await("READY.*(login: |# )$", 0);
            var bench = new OnDevice(device, profile, talks);
            var credential = profile.credentials().getFirst();
            var factory = factory(credential.factory(), device);

            bench.everyLogin(credential, factory.orElse("none-so-far"), factory.isPresent());
            bench.everyLogin(credential, "wrong-guess-1", false);
            bench.everyUseIsRefused();
            bench.changes(credential, factory.orElse(""));
            bench.everyLogin(credential, USER, true);
            bench.everyLogin(credential, factory.orElse("none-so-far"), false);
            bench.everyUseIsRefused();
        }
    }

    @Test
    public void c3SeesItsSetUpPageOnlyWhileThereIsNoPassword() throws Exception {
        var entry = SimulatedCatalogue.find("C3").orElseThrow();
        var profile =
                ProfileCodec.parse(
                        "C3", entry.profile("127.0.0.1:1").getBytes(StandardCharsets.UTF_8));
        try (var device = new DeviceOnBench("C3");
                var talks = conversations(device, profile)) {
            device.boot();
            var bench = new OnDevice(device, profile, talks);
            var web = new InterfaceName("web");
            assertThat(bench.hold(web, "wants-set-up", Map.of()).outcome()).isEqualTo(ACCEPTED);
            bench.changes(profile.credentials().getFirst(), "");
            assertThat(bench.hold(web, "wants-set-up", Map.of()).outcome()).isEqualTo(REFUSED);
        }
    }

    @Test
    public void p14aServesOnItsUartWithoutALogin() throws Exception {
        var entry = SimulatedCatalogue.find("P14a").orElseThrow();
        var profile =
                ProfileCodec.parse(
                        "P14a", entry.profile("127.0.0.1:1").getBytes(StandardCharsets.UTF_8));
        try (var device = new DeviceOnBench("P14a");
                var talks = conversations(device, profile)) {
            device.powerOn(false);
            device.await("READY.*# $", 0);
            var bench = new OnDevice(device, profile, talks);
            assertThat(bench.hold(new InterfaceName("uart"), "use", Map.of()).outcome())
                    .isEqualTo(ACCEPTED);
            bench.everyLogin(profile.credentials().getFirst(), device.labelPassword(), true);
        }
    }

    private static Optional<String> factory(FactorySource source, DeviceOnBench device)
            throws Exception {
        return switch (source) {
            case FactorySource.Label(var key, _) -> Optional.ofNullable(device.label().get(key));
            case FactorySource.Uart(var pattern) -> {
                var matcher = pattern.matcher(device.since(0));
                yield matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
            }
            case FactorySource.Stated(var value) -> Optional.of(value);
            case FactorySource.UserDefined _ -> Optional.empty();
            case FactorySource.Page _ -> throw new AssertionError("no profile here has one");
        };
    }

    private static Conversations conversations(DeviceOnBench device, DeviceProfile profile) {
        return new Conversations(
                () -> new FeedConsole(device),
                profile.console().orElseThrow().lineEnding(),
                Ticker.system(),
                () -> UUID.randomUUID().toString());
    }

    /// Holds the dialogues of a profile on its device.
    private record OnDevice(DeviceOnBench device, DeviceProfile profile, Conversations talks) {
        DialogueResult hold(InterfaceName name, String purpose, Map<String, String> variables) {
            var spec =
                    profile.interfaces().stream()
                            .filter(i -> i.name().equals(name))
                            .findFirst()
                            .orElseThrow();
            int actual = spec.protocol() == InterfaceProtocol.UART ? 0 : device.port(spec.port());
            return talks.hold(
                    spec,
                    new Place(device.address(), spec.port(), actual, false),
                    purpose,
                    variables);
        }

        void everyLogin(CredentialSpec credential, String password, boolean opens) {
            LoginOutcome expected = opens ? ACCEPTED : REFUSED;
            for (var name : credential.interfaces()) {
                var variables = Map.of("username", credential.username(), "password", password);
                var result = hold(name, InterfaceSpec.LOGIN, variables);
                assertThat(result.outcome()).as(name + ": " + result).isEqualTo(expected);
            }
        }

        void everyUseIsRefused() {
            for (var spec : profile.interfaces()) {
                if (spec.dialogue(InterfaceSpec.USE).isPresent()) {
                    var result = hold(spec.name(), InterfaceSpec.USE, Map.of());
                    assertThat(result.outcome()).as(spec.name() + ": " + result).isEqualTo(REFUSED);
                }
            }
        }

        void changes(CredentialSpec credential, String factory) {
            var web = new InterfaceName("web");
            boolean first = credential.factory() instanceof FactorySource.UserDefined;
            var purpose = first ? InterfaceSpec.SET_UP : InterfaceSpec.CHANGE_PASSWORD;
            var variables =
                    Map.of(
                            "username",
                            credential.username(),
                            "password",
                            factory,
                            "new-password",
                            USER);
            var result = hold(web, purpose, variables);
            assertThat(result.outcome()).as(result.toString()).isEqualTo(ACCEPTED);
        }
    }

    /// The console of a device as a suite sees it.
    private record FeedConsole(DeviceOnBench device) implements Console {
        @Override
        public long position() {
            return device.feed().end();
        }

        @Override
        public Match expect(String step, List<Pattern> patterns, long from, Duration limit) {
            return await(step, patterns, from, limit)
                    .orElseThrow(() -> device.feed().timedOut(step, patterns, from, limit));
        }

        @Override
        public Optional<Match> await(
                String step, List<Pattern> patterns, long from, Duration limit, Hearing hearing) {
            return device.feed().await(step, patterns, from, limit, hearing);
        }

        @Override
        public String since(long position) {
            return device.feed().since(position);
        }

        @Override
        public void write(byte[] bytes) {
            device.type(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
