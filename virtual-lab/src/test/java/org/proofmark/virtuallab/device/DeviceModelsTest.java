package org.proofmark.virtuallab.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.virtuallab.device.DeviceClient.Web;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Walks every simulated device through its life and checks that it keeps, or breaks, the promises
/// that the catalogue of flaws says. What is expected stands here on its own.
public final class DeviceModelsTest {
    private static final String USER = "Correct-Horse-7!";

    /// What a device gives out and takes.
    ///
    /// @param delivered where the first password is: `label`, `console`, `none`, or `=value`
    /// @param afterReset the same after a reset; `kept` = the user's
    record Expected(String id, String delivered, String afterReset, Web web, Set<String> doors) {
        @Override
        public String toString() {
            return id;
        }
    }

    @DataProvider(parallel = true)
    Object[] devices() {
        return Stream.of(
                        new Expected("C1", "label", "label", Web.FORM, Set.of("telnet")),
                        new Expected("C2", "console", "console", Web.API, Set.of("ssh")),
                        new Expected("C3", "none", "none", Web.FORM, Set.of("ssh")),
                        new Expected("P1", "=admin", "=admin", Web.BASIC, Set.of("telnet")),
                        new Expected("P2", "label", "=admin1234", Web.FORM, Set.of()),
                        new Expected("P3", "label", "label", Web.API, Set.of()),
                        new Expected("P12", "label", "label", Web.DIGEST, Set.of("telnet")),
                        new Expected("P18", "label", "kept", Web.FORM, Set.of("telnet")),
                        new Expected("S1", "label", "label", Web.FORM, Set.of()),
                        new Expected("S2", "label", "label", Web.FORM, Set.of()),
                        new Expected("D1", "label", "label", Web.FORM, Set.of()),
                        new Expected("D2", "label", "label", Web.FORM, Set.of()))
                .toArray();
    }

    @Test(dataProvider = "devices")
    public void keepsOrBreaksItsPromises(Expected expected) throws Exception {
        try (var device = new DeviceOnBench(expected.id())) {
            device.boot();
            var client = new DeviceClient(device, expected.web());
            var label = device.label();
            var first = password(expected.delivered(), device, 0);
            assertThat(label.containsKey("password"))
                    .isEqualTo(expected.delivered().equals("label"));
            assertOnly(expected, client, first);

            initialise(client, first);
            assertOnly(expected, client, Optional.of(USER));
            first.ifPresent(p -> assertThat(client.uart("admin", p)).isFalse());

            device.powerOff();
            device.boot();
            assertOnly(expected, client, Optional.of(USER));

            int from = device.reset();
            assertThat(device.since(from))
                    .contains("Factory reset: button held 5 s")
                    .contains("Restarting system.");
            assertOnly(expected, client, password(expected.afterReset(), device, from));
            assertThat(client.web("admin", USER)).isEqualTo(expected.afterReset().equals("kept"));
            assertThat(device.label()).isEqualTo(label);
            // built in, or not there
            assertThat(expected.doors().contains("telnet") && client.telnet("root", "xc3511"))
                    .isEqualTo(expected.id().equals("P12"));
        }
    }

    private static void initialise(DeviceClient client, Optional<String> first) throws Exception {
        if (first.isPresent()) {
            assertThat(client.changePassword(first.get() + "x", USER)).isFalse();
            assertThat(client.changePassword(first.get(), USER)).isTrue();
        } else {
            client.define(USER);
        }
    }

    /// The password opens every door, nothing else opens any.
    private static void assertOnly(
            Expected expected, DeviceClient client, Optional<String> password) throws Exception {
        assertThat(client.usableWithoutLogin()).isFalse();
        var right = password.orElse("nothing-opens");
        boolean opens = password.isPresent();
        assertThat(client.web("admin", right)).isEqualTo(opens);
        assertThat(client.uart("admin", right)).isEqualTo(opens);
        assertThat(client.web("admin", right + "x")).isFalse();
        assertThat(client.web("admin", "")).isFalse();
        assertThat(client.uart("admin", right + "x")).isFalse();
        assertThat(client.uart("root", right)).isFalse();
        if (expected.doors().contains("telnet")) {
            assertThat(client.telnet("admin", right)).isEqualTo(opens);
            assertThat(client.telnet("admin", right + "x")).isFalse();
        }
        if (expected.doors().contains("ssh")) {
            assertThat(client.ssh("admin", right)).isEqualTo(opens);
            assertThat(client.ssh("admin", right + "x")).isFalse();
        }
    }

    private static Optional<String> password(String source, DeviceOnBench device, int from)
            throws Exception {
        return switch (source) {
            case "label" -> Optional.of(device.labelPassword());
            case "console" ->
                    Optional.of(device.await("Initial admin password: ([^\\r]+)\\r", from));
            case "none" -> Optional.empty();
            case "kept" -> Optional.of(USER);
            default -> Optional.of(source.substring(1));
        };
    }

    @Test
    public void passwordsOnLabelsDifferBetweenUnits() throws Exception {
        assertThat(labelPassword("C1", "2026-A")).isNotEqualTo(labelPassword("C1", "2026-A"));
    }

    @Test
    public void p3SharesOnePasswordInABatchAndOnlyThere() throws Exception {
        var first = labelPassword("P3", "2026-A");
        assertThat(labelPassword("P3", "2026-A")).isEqualTo(first);
        assertThat(labelPassword("P3", "2026-B")).isNotEqualTo(first);
    }

    @Test
    public void c2DrawsAnotherPasswordAtEachReset() throws Exception {
        try (var device = new DeviceOnBench("C2")) {
            device.boot();
            var seen = new java.util.HashSet<String>();
            seen.add(password("console", device, 0).orElseThrow());
            for (int i = 0; i < 2; i++) {
                seen.add(password("console", device, device.reset()).orElseThrow());
            }
            assertThat(seen).hasSize(3);
            var page =
                    new DeviceClient(device, Web.API)
                            .send(DeviceClient.browser(), "GET", "/setup", "", "")
                            .body();
            assertThat(seen).anyMatch(page::contains);
        }
    }

    private static String labelPassword(String id, String batch) throws Exception {
        try (var device = new DeviceOnBench(id, batch, java.util.List.of())) {
            device.boot();
            return password("label", device, 0).orElseThrow();
        }
    }
}
