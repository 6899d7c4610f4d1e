package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.testng.annotations.Test;

/// The device that docs/virtual-lab.md shows keeps the contract.
public class ExampleDeviceTest {
    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final Path DEVICE = DOCS.resolve("examples/example-device.py");
    private static final long HELD_NANOS = 2_500_000_000L;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    public void hasFortyLinesAndThePageNamesIt() throws IOException {
        assertThat(Files.readAllLines(DEVICE)).hasSizeLessThanOrEqualTo(40);
        assertThat(Files.readString(DOCS.resolve("virtual-lab.md")))
                .contains("examples/example-device.py")
                .contains("examples/example-device.yaml");
    }

    @Test
    public void profileFits() throws IOException {
        var file = DOCS.resolve("examples/example-device.yaml");
        var profile = ProfileCodec.parse("example-device.yaml", Files.readAllBytes(file));
        assertThat(profile.id().value()).isEqualTo("example-device");
    }

    @Test
    public void pageTellsEveryVariableAndEverySetting() throws IOException {
        var page = Files.readString(DOCS.resolve("virtual-lab.md"));
        var schema = new ProcessWiringKind().settingsSchema();
        var keys = Pattern.compile("\"([a-z-]+)\": \\{").matcher(schema);
        while (keys.find()) {
            if (!Set.of("properties", "items", "cycle", "after").contains(keys.group(1))) {
                assertThat(page).contains("`" + keys.group(1) + "`");
            }
        }
        try (var slot = TestSlot.open("env >\"$DUT_SERIAL\"; echo END >\"$DUT_SERIAL\"")) {
            slot.power().on();
            for (var line : slot.console().expect("END").lines().toList()) {
                if (line.contains("=") && !line.startsWith("_")) {
                    assertThat(page).contains("`" + line.split("=")[0]);
                }
            }
        }
    }

    @Test
    public void livesThroughPasswordPowerCutAndReset() throws Exception {
        try (var slot = TestSlot.open("exec python3 " + DEVICE)) {
            boot(slot, 1);
            var label = slot.wiring().label().orElseThrow().read();
            var factory = label.getOrDefault("password", "");
            assertThat(label.get("serial"))
                    .isEqualTo(UnitIdentities.of(1, 1).getFirst().serialNumber());
            assertThat(login(slot, factory)).isEqualTo(200);
            assertThat(login(slot, "wrong")).isEqualTo(401);
            assertThat(post(slot, factory, "new=correct-horse")).isEqualTo(200);
            assertThat(login(slot, factory)).isEqualTo(401);

            slot.off();
            boot(slot, 2);
            assertThat(login(slot, "correct-horse")).isEqualTo(200);

            slot.button().set(true);
            LockSupport.parkNanos(HELD_NANOS); // the device measures the hold
            slot.button().set(false);
            slot.console().expect("factory defaults restored");
            assertThat(login(slot, "correct-horse")).isEqualTo(401);
            assertThat(login(slot, factory)).isEqualTo(200);
            assertThat(slot.wiring().label().orElseThrow().read()).isEqualTo(label);
        }
    }

    private static void boot(TestSlot slot, int times) throws IOException {
        slot.power().on();
        var all = Pattern.compile("(?s)(example device 1.0 ready.*){" + times + "}");
        slot.console().bytesUntil(n -> all.matcher(slot.console().seen()).find());
    }

    private int login(TestSlot slot, String password) throws Exception {
        return send(request(slot, "/", password).build());
    }

    private int post(TestSlot slot, String password, String form) throws Exception {
        return send(
                request(slot, "/password", password).POST(BodyPublishers.ofString(form)).build());
    }

    private HttpRequest.Builder request(TestSlot slot, String path, String password) {
        var network = slot.wiring().network().orElseThrow();
        // one of these is the device's: the host has no such listener at this address
        int port =
                ListeningPorts.look(address(network.address()), "").boundHere().iterator().next();
        var basic = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create("http://" + network.address() + ":" + port + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private int send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }
}
