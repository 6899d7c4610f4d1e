package org.proofmark.virtuallab.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.proofmark.virtuallab.device.DeviceClient.Web;
import org.testng.annotations.Test;

/// What the virtual lab's contract asks of any device.
public final class ContractTest {

    @Test
    public void shortPressDoesNothing() throws Exception {
        try (var device = new DeviceOnBench("C1")) {
            device.boot();
            var client = new DeviceClient(device, Web.FORM);
            assertThat(client.changePassword(device.labelPassword(), "My-Own-Password")).isTrue();
            int from = device.position();
            device.press();
            device.release();
            device.await("button: short press, ignored", from);
            assertThat(client.web("admin", "My-Own-Password")).isTrue();
            assertThat(device.since(from)).doesNotContain("Factory reset");
        }
    }

    @Test
    public void buttonHeldAtPowerOnResets() throws Exception {
        try (var device = new DeviceOnBench("C1")) {
            device.boot();
            var client = new DeviceClient(device, Web.FORM);
            assertThat(client.changePassword(device.labelPassword(), "My-Own-Password")).isTrue();
            device.powerOff();
            int from = device.position();
            device.powerOn(true);
            device.await("settings erased.*READY.*login: $", from);
            device.release();
            assertThat(client.web("admin", "My-Own-Password")).isFalse();
            assertThat(client.web("admin", device.labelPassword())).isTrue();
        }
    }

    @Test
    public void restartKeepsTheProcessAndTheSettingsAndEndsSessions() throws Exception {
        try (var device = new DeviceOnBench("C1")) {
            device.boot();
            long pid = device.pid();
            var client = new DeviceClient(device, Web.FORM);
            var password = device.labelPassword();
            var browser = client.formLogin("admin", password);
            assertThat(client.status(browser, "GET", "/status", "", "")).isEqualTo(200);
            int from = device.position();
            device.type("admin\r" + password + "\rrelay on\rreboot\r");
            device.await("Restarting system.*READY.*login: $", from);
            assertThat(device.pid()).isEqualTo(pid);
            assertThat(device.isAlive()).isTrue();
            assertThat(client.status(browser, "GET", "/status", "", "")).isEqualTo(401);
            var again = client.formLogin("admin", password);
            assertThat(client.send(again, "GET", "/status", "", "").body())
                    .contains("\"relay\":\"on\"");
        }
    }

    @Test
    public void wrongCurrentPasswordAndStaleFormChangeNothing() throws Exception {
        try (var device = new DeviceOnBench("C1")) {
            device.boot();
            var client = new DeviceClient(device, Web.FORM);
            var password = device.labelPassword();
            var browser = client.formLogin("admin", password);
            var token = DeviceClient.csrf(client.send(browser, "GET", "/account", "", "").body());
            var wanted = "new=My-Own-Password&repeat=My-Own-Password";
            var wrong = "current=wrong&" + wanted + "&csrf=" + token;
            assertThat(client.send(browser, "POST", "/account", "", wrong).body())
                    .contains("The current password is wrong.");
            var stale = "current=" + password + "&" + wanted + "&csrf=0123";
            assertThat(client.status(browser, "POST", "/account", "", stale)).isEqualTo(403);
            assertThat(client.status(browser, "POST", "/relay", "", "relay=on")).isEqualTo(403);
            assertThat(client.web("admin", password)).isTrue();
            var right = "current=" + password + "&new=short&repeat=short&csrf=" + token;
            assertThat(client.send(browser, "POST", "/account", "", right).body())
                    .contains("The new password needs 8 to 64 characters.");
        }
    }

    @Test
    public void takenPortIsServedEightThousandAbove() throws Exception {
        try (var device = new DeviceOnBench("C1");
                var _ = new ServerSocket(80, 1, InetAddress.getByName(device.address()))) {
            device.boot();
            try (var other = new java.net.Socket(device.address(), 8080)) {
                assertThat(other.isConnected()).isTrue();
            }
        }
    }

    @Test
    public void consoleThatWasUnpluggedIsOpenedAgainAndASessionLeaderLives() throws Exception {
        try (var device = new DeviceOnBench("C1", "2026-A", List.of("setsid"))) {
            device.boot();
            device.replugConsole();
            var client = new DeviceClient(device, Web.FORM);
            assertThat(client.uart("admin", device.labelPassword())).isTrue();
            assertThat(device.isAlive()).isTrue();
        }
    }

    @Test
    public void powerCutBeforeTheLabelIsMadeGoodAtTheNextPowerOn() throws Exception {
        try (var device = new DeviceOnBench("C1")) {
            device.boot();
            var label = device.label();
            device.powerOff();
            Files.delete(device.state().resolveSibling("label.json"));
            device.boot();
            assertThat(device.label()).isEqualTo(label);
        }
    }

    @Test
    public void missingVariableIsNamed() throws Exception {
        var builder =
                new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--id",
                        "C1");
        builder.environment().clear();
        assertEnds(builder, "DUT_SERIAL is not set");
    }

    @Test
    public void unknownIdIsNamedWithThoseThereAre() throws Exception {
        assertEnds(
                new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--id",
                        "C99"),
                "no simulated device 'C99'; there are [C1, C2, C3, C4");
    }

    private static void assertEnds(ProcessBuilder builder, String text) throws Exception {
        var process = builder.start();
        var error =
                new String(
                        process.getErrorStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(error).contains(text);
    }
}
