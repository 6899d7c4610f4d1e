package org.proofmark.virtuallab.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.proofmark.virtuallab.device.DeviceClient.Web;
import org.testng.annotations.Test;

/// What is special about a device, shown on the device: each test fails where the trait is not
/// there. Those that are walked through their whole life are in [DeviceModelsTest].
public final class TraitsTest {
    private static final String USER = "My-Own-Password";
    private static final long LIMIT_NANOS = Duration.ofMinutes(1).toNanos();

    private static DeviceOnBench booted(String id) throws Exception {
        return booted(id, 100);
    }

    private static DeviceOnBench booted(String id, int percent) throws Exception {
        var device = new DeviceOnBench(id).atTimes(percent);
        device.boot();
        return device;
    }

    private static DeviceClient form(DeviceOnBench device) {
        return new DeviceClient(device, Web.FORM);
    }

    private static void reboot(DeviceOnBench device) throws Exception {
        device.powerOff();
        device.boot();
    }

    private static void await(Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("not within a minute");
            }
            Thread.onSpinWait();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static HttpClient resetOnWeb(DeviceOnBench device, String password) throws Exception {
        var client = form(device);
        var browser = client.formLogin("admin", password);
        var token = DeviceClient.csrf(client.send(browser, "GET", "/reset", "", "").body());
        int from = device.position();
        var answer = client.send(browser, "POST", "/reset", "", "csrf=" + token);
        assertThat(answer.body()).contains("returns to its factory settings");
        device.await("asked for on the web.*settings erased.*READY.*login: $", from);
        return browser;
    }

    @Test
    public void c4LocksAllDoorsAfterFiveWrongTriesAndSaysForHowLong() throws Exception {
        try (var device = booted("C4", 300)) {
            var client = form(device);
            var password = device.labelPassword();
            for (int i = 0; i < 4; i++) {
                assertThat(client.web("admin", "wrong-" + i)).isFalse();
            }
            assertThat(client.telnet("admin", "wrong-4")).isFalse();
            var browser = DeviceClient.browser();
            var token = DeviceClient.csrf(client.send(browser, "GET", "/login", "", "").body());
            var login = "username=admin&password=" + password + "&csrf=" + token;
            var answer = client.send(browser, "POST", "/login", "", login);
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 180L);
            int from = device.position();
            device.type("admin\r");
            device.await("Password: $", from);
            device.type(password + "\r");
            device.await("Too many wrong logins, try again in \\d+ s\\r\\n.*login: $", from);
            reboot(device);
            assertThat(client.web("admin", password)).isTrue();
        }
    }

    @Test
    public void c4OpensAgainWhenItsTimeIsOver() throws Exception {
        try (var device = booted("C4", 2)) {
            var client = form(device);
            for (int i = 0; i < 5; i++) {
                assertThat(client.web("admin", "wrong-" + i)).isFalse();
            }
            await(() -> client.web("admin", device.labelPassword()));
        }
    }

    @Test
    public void anOrdinaryDeviceLocksOneDoorAfterEightWrongTries() throws Exception {
        try (var device = booted("C1", 300)) {
            var client = form(device);
            for (int i = 0; i < 8; i++) {
                assertThat(client.web("admin", "wrong-" + i)).isFalse();
            }
            assertThat(client.web("admin", device.labelPassword())).isFalse();
            assertThat(client.telnet("admin", device.labelPassword())).isTrue();
        }
    }

    @Test
    public void p25TakesWrongTriesWithoutEnd() throws Exception {
        try (var device = booted("P25", 300)) {
            var client = form(device);
            for (int i = 0; i < 40; i++) {
                assertThat(client.web("admin", "wrong-" + i)).isFalse();
            }
            assertThat(client.web("admin", device.labelPassword())).isTrue();
        }
    }

    @Test
    public void c5IsSilentFirstAndComesUpLate() throws Exception {
        try (var device = new DeviceOnBench("C5").atTimes(5)) {
            long start = System.nanoTime();
            device.powerOn(false);
            device.await("U-Boot", 0);
            assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofSeconds(1).toNanos());
            device.await("READY.*login: $", 0);
            assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(2250).toNanos());
            assertThat(form(device).web("admin", device.labelPassword())).isTrue();
        }
    }

    @Test
    public void c6BreaksItsPromptsAndEndsItsLinesInThreeWays() throws Exception {
        try (var device = new DeviceOnBench("C6")) {
            device.powerOn(false);
            device.await("READY", 0);
            for (int i = 0; i < 6; i++) {
                int from = device.position();
                device.type("\r");
                device.await("\u001b\\[0m$", from);
            }
            var said = device.since(0);
            assertThat(said).contains("\u001b[1m", "\r\r\n").containsPattern("[^\\r]\\n");
            // a kernel message that begins on the line of a prompt
            assertThat(said).containsPattern("(?m)[A-Za-z:-] ?\\[ +\\d+\\.\\d{6}] \\w");
            assertThat(form(device).telnet("admin", device.labelPassword())).isTrue();
        }
    }

    @Test
    public void c7HasItsOwnPasswordAfterEveryKindOfReset() throws Exception {
        try (var device = booted("C7")) {
            var client = form(device);
            var password = device.labelPassword();
            assertThat(client.changePassword(password, USER)).isTrue();
            var browser = resetOnWeb(device, USER);
            assertThat(client.status(browser, "GET", "/status", "", "")).isEqualTo(401);
            assertThat(client.web("admin", USER)).isFalse();
            assertThat(client.web("admin", password)).isTrue();
            device.reset();
            assertThat(client.web("admin", password)).isTrue();
        }
    }

    @Test
    public void p5PrintsItsMacAsThePassword() throws Exception {
        try (var device = booted("P5a")) {
            assertThat(device.labelPassword()).isEqualTo("5E000001");
            assertThat(form(device).web("admin", "5E000001")).isTrue();
        }
    }

    @Test
    public void p8DrawsFromTheSecondsAfterAResetOnly() throws Exception {
        try (var device = booted("P8a")) {
            var pattern = "Initial admin password: ([^\\r]+)\\r";
            var first = device.await(pattern, 0);
            var after = device.await(pattern, device.reset());
            var possible =
                    IntStream.range(0, 600).mapToObj(s -> PasswordSourcesTest.drawn(s)).toList();
            assertThat(possible).contains(after).doesNotContain(first);
            assertThat(new DeviceClient(device, Web.API).web("admin", after)).isTrue();
        }
    }

    @Test
    public void p8bDrawsTheSameOnAllUnitsAfterEqualStarts() {
        var source = DeviceModels.find("P8b").orElseThrow().afterReset();
        var one = PasswordSourcesTest.after("SN1", Duration.ofMillis(20_100));
        var other = PasswordSourcesTest.after("SN2", Duration.ofMillis(20_900));
        var later = PasswordSourcesTest.after("SN1", Duration.ofSeconds(21));
        assertThat(source.password(one)).isPresent().isEqualTo(source.password(other));
        assertThat(source.password(later)).isNotEqualTo(source.password(one));
    }

    @Test
    public void p11HasThePasswordOfTheDay() throws Exception {
        assertThat(passwordOfTheDay("2026-11-22T00:00:00Z"))
                .isEqualTo(passwordOfTheDay("2026-11-22T20:00:00Z"))
                .isNotEqualTo(passwordOfTheDay("2026-11-23T00:00:00Z"));
    }

    private static String passwordOfTheDay(String rtc) throws Exception {
        try (var device = new DeviceOnBench("P11").at(rtc)) {
            device.boot();
            return device.await("Initial admin password: ([^\\r]+)\\r", 0);
        }
    }

    @Test
    public void p13HasAnAccountThatNoDocumentNames() throws Exception {
        try (var device = booted("P13")) {
            assertThat(form(device).web("support", "support")).isTrue();
            assertThat(form(device).uart("support", "support")).isFalse();
            device.reset();
            assertThat(form(device).web("support", "support")).isTrue();
        }
    }

    @Test
    public void p14aHasAShellOnItsUartForEverybody() throws Exception {
        try (var device = new DeviceOnBench("P14a")) {
            device.powerOn(false);
            device.await("READY.*root@nb-hub1:~# $", 0);
            int from = device.position();
            device.type("relay on\rexit\r");
            device.await("relay on.*logout.*root@nb-hub1:~# $", from);
        }
    }

    @Test
    public void p14bHasRootOnItsUart() throws Exception {
        try (var device = booted("P14b")) {
            assertThat(form(device).uart("root", "xc3511")).isTrue();
            assertThat(form(device).web("root", "xc3511")).isFalse();
        }
    }

    @Test
    public void p15HasADebugPortThatCloses() throws Exception {
        try (var device = booted("P15a", 300)) {
            assertThat(device.said(2323, "# ")).endsWith("root@or-tv1:~# ");
        }
        try (var device = booted("P15b", 300)) {
            assertThat(device.said(2323, "login: ")).endsWith("OR-TV2 login: ");
        }
        try (var device = booted("P15a", 1)) {
            await(() -> !device.answers(2323));
            assertThat(device.answers(80)).isTrue();
        }
    }

    @Test
    public void p16aOpensToAllWhenTheSetUpIsSkipped() throws Exception {
        try (var device = booted("P16a")) {
            var client = form(device);
            assertThat(client.usableWithoutLogin()).isFalse();
            var page = setUpPage(client, DeviceClient.browser());
            assertThat(page).contains("<button>Skip</button>");
            skip(client, "/setup/skip");
            assertThat(client.usableWithoutLogin()).isTrue();
            assertThat(client.uart("admin", "")).isTrue();
            device.reset();
            assertThat(client.usableWithoutLogin()).isFalse();
        }
    }

    @Test
    public void p16bIsLeftWithAUniversalPasswordByTheLastCall() throws Exception {
        try (var device = booted("P16b")) {
            var client = form(device);
            skip(client, "/setup/skip");
            assertThat(client.web("admin", "admin")).isFalse();
            skip(client, "/setup/finish");
            assertThat(client.web("admin", "admin")).isTrue();
            assertThat(client.usableWithoutLogin()).isFalse();
        }
    }

    @Test
    public void p16cTakesAPowerCutInItsSetUpForTheEnd() throws Exception {
        try (var device = booted("P16c")) {
            var client = form(device);
            reboot(device);
            assertThat(client.usableWithoutLogin()).isFalse();
            skip(client, "/setup");
            assertThat(client.usableWithoutLogin()).isFalse();
            reboot(device);
            assertThat(client.usableWithoutLogin()).isTrue();
        }
    }

    @Test
    public void c3HasNoWayAroundItsSetUp() throws Exception {
        try (var device = booted("C3")) {
            var client = form(device);
            for (var path : Stream.of("/setup", "/setup/skip", "/setup/finish").toList()) {
                skip(client, path);
                assertThat(client.usableWithoutLogin()).as(path).isFalse();
            }
            reboot(device);
            assertThat(client.usableWithoutLogin()).isFalse();
            client.define("short");
            assertThat(client.web("admin", "short")).isFalse();
        }
    }

    private static String setUpPage(DeviceClient client, HttpClient browser) throws Exception {
        return client.send(browser, "GET", "/setup", "", "").body();
    }

    private static void skip(DeviceClient client, String path) throws Exception {
        var browser = DeviceClient.browser();
        var token = DeviceClient.csrf(setUpPage(client, browser));
        client.send(browser, "POST", path, "", "region=UK&csrf=" + token);
    }

    @Test
    public void p17TakesAnEmptyPasswordOrOneOfOneCharacter() throws Exception {
        try (var device = booted("P17a")) {
            form(device).define("");
            assertThat(form(device).web("admin", "")).isTrue();
            assertThat(form(device).uart("admin", "")).isTrue();
        }
        try (var device = booted("P17b")) {
            form(device).define("");
            assertThat(form(device).web("admin", "")).isFalse();
            form(device).define("x");
            assertThat(form(device).web("admin", "x")).isTrue();
        }
    }

    @Test
    public void p19KeepsTheUsersPasswordWhenResetByButtonOnly() throws Exception {
        try (var device = booted("P19")) {
            var client = form(device);
            var password = device.labelPassword();
            assertThat(client.changePassword(password, USER)).isTrue();
            device.reset();
            assertThat(client.web("admin", USER)).isTrue();
            assertThat(client.web("admin", password)).isFalse();
            resetOnWeb(device, USER);
            assertThat(client.web("admin", USER)).isFalse();
            assertThat(client.web("admin", password)).isTrue();
        }
    }

    @Test
    public void p20aIsResetByAShortPress() throws Exception {
        try (var device = booted("P20a")) {
            var client = form(device);
            assertThat(client.changePassword(device.labelPassword(), USER)).isTrue();
            device.reset();
            assertThat(client.web("admin", USER)).isFalse();
            assertThat(DeviceModels.find("P20a").orElseThrow().traits().reset().hold())
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    public void p20bIsResetByTheSecondHold() throws Exception {
        try (var device = booted("P20b")) {
            var client = form(device);
            assertThat(client.changePassword(device.labelPassword(), USER)).isTrue();
            int from = device.position();
            device.press();
            device.await("button: held", from);
            device.release();
            assertThat(client.web("admin", USER)).isTrue();
            device.reset();
            assertThat(client.web("admin", USER)).isFalse();
        }
    }

    @Test
    public void p21BringsTheFactoryPasswordBackAtTheNextBoot() throws Exception {
        try (var device = booted("P21")) {
            var client = form(device);
            var password = device.labelPassword();
            assertThat(client.changePassword(password, USER)).isTrue();
            assertThat(client.web("admin", password)).isFalse();
            reboot(device);
            assertThat(client.web("admin", password)).isTrue();
            assertThat(client.web("admin", USER)).isTrue();
            device.reset();
            assertThat(client.web("admin", USER)).isFalse();
        }
    }

    @Test
    public void p22KeepsSessionsOverAReset() throws Exception {
        try (var device = booted("P22")) {
            var client = form(device);
            var browser = client.formLogin("admin", device.labelPassword());
            assertThat(client.status(browser, "GET", "/status", "", "")).isEqualTo(200);
            device.reset();
            assertThat(client.status(browser, "GET", "/status", "", "")).isEqualTo(200);
            assertThat(client.usableWithoutLogin()).isFalse();
        }
    }

    @Test
    public void p23SaysThatItsPasswordCannotBeChanged() throws Exception {
        try (var device = booted("P23")) {
            var client = form(device);
            var password = device.labelPassword();
            var browser = client.formLogin("admin", password);
            var token = DeviceClient.csrf(client.send(browser, "GET", "/account", "", "").body());
            var wish = "current=%s&new=%s&repeat=%s&csrf=%s".formatted(password, USER, USER, token);
            assertThat(client.send(browser, "POST", "/account", "", wish).body())
                    .contains("cannot be changed");
            assertThat(client.web("admin", USER)).isFalse();
            assertThat(client.web("admin", password)).isTrue();
        }
    }

    @Test
    public void p24GoesOnWithTheOldPasswordOnSsh() throws Exception {
        try (var device = booted("P24")) {
            var client = form(device);
            var password = device.labelPassword();
            assertThat(client.changePassword(password, USER)).isTrue();
            assertThat(client.changePassword(USER, USER + "2")).isTrue();
            assertThat(client.web("admin", password)).isFalse();
            assertThat(client.web("admin", USER + "2")).isTrue();
            assertThat(client.ssh("admin", USER + "2")).isFalse();
            assertThat(client.ssh("admin", password)).isTrue();
        }
    }
}
