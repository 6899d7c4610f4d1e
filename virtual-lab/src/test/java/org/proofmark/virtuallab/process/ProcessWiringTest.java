package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.WiringKind;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Runs real devices, written in the shell, through their life.
public class ProcessWiringTest {
    private static final String UP = "exec >\"$DUT_SERIAL\"; echo up; ";
    private static final String STAY = "while :; do sleep 1000; done";

    @DataProvider
    Object[][] isolations() {
        return TestSlot.isolations();
    }

    @Test
    public void serviceLoaderFindsTheKind() {
        assertThat(ServiceLoader.load(WiringKind.class))
                .filteredOn(ProcessWiringKind.class::isInstance)
                .singleElement()
                .satisfies(kind -> assertThat(kind.name()).isEqualTo("process"))
                .satisfies(kind -> assertThat(kind.settingsSchema()).contains("\"command\""));
    }

    @Test(dataProvider = "isolations")
    public void deviceRunsFromPowerOnToPowerOff(Isolation isolation) throws IOException {
        try (var slot = TestSlot.open(isolation, UP + STAY, Map.of())) {
            assertThat(slot.power().isOn()).isFalse();
            slot.power().on();
            slot.console().expect("up\n");
            assertThat(slot.power().isOn()).isTrue();
            assertThat(slot.power().crashed()).isEmpty();
            slot.off();
            assertThat(slot.power().isOn()).isFalse();
            assertThat(slot.processes()).isEmpty();
            slot.power().on();
            slot.console().expect("up\nup\n");
        }
    }

    @Test(dataProvider = "isolations")
    public void powerOffEndsWhatLeftItsSessionAndIgnoresSignals(Isolation isolation)
            throws IOException {
        var command =
                "trap '' TERM HUP INT; "
                        + "setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 1000; done' & "
                        + "(setsid sh -c '(sleep 1001 & sleep 1002 &) & sleep 1003') & "
                        + "(sleep 1004 &) ; sleep 0.1; "
                        + UP
                        + STAY;
        try (var slot = TestSlot.open(isolation, command, Map.of())) {
            slot.power().on();
            slot.console().expect("up\n");
            TestSlot.until("all descendants run", () -> slot.processes().size() >= 7);
            var running = slot.processes();
            slot.off();
            assertThat(running).noneMatch(ProcTable.Entry::alive);
            assertThat(slot.processes()).isEmpty();
        }
    }

    @Test(dataProvider = "isolations")
    public void noLabProcessIsLeftBehind(Isolation isolation) throws IOException {
        try (var slot = TestSlot.open(isolation, UP + STAY, Map.of())) {
            slot.power().on();
            slot.console().expect("up\n");
            var state = slot.paths().state().toString();
            assertThat(ProcTable.withArgument(words -> words.contains(state))).isNotEmpty();
            slot.off();
            assertThat(ProcTable.withArgument(words -> words.contains(state))).isEmpty();
        }
    }

    @Test(dataProvider = "isolations")
    public void deviceThatEndsIsRecordedAndNotRestarted(Isolation isolation) throws IOException {
        var command = UP + "echo panic: no flash >&2; sleep 1000 & exit 7";
        try (var slot = TestSlot.open(isolation, command, Map.of())) {
            slot.power().on();
            TestSlot.until("the crash", () -> slot.power().crashed().isPresent());
            assertThat(slot.power().crashed().orElseThrow()).contains("status 7");
            assertThat(slot.power().isOn()).isTrue();
            TestSlot.until("its children are ended too", () -> slot.processes().isEmpty());
            slot.off();
            assertThat(slot.power().crashed()).isEmpty();
            assertThat(Files.readString(slot.paths().log())).contains("panic: no flash");
        }
    }

    @Test
    public void killOfItsOwnGroupEndsOnlyTheDevice() throws IOException {
        try (var slot = TestSlot.open(UP + "kill -9 0")) {
            slot.power().on();
            TestSlot.until("the crash", () -> slot.power().crashed().isPresent());
            slot.off();
        }
    }

    @Test
    public void killOfAllReachesOnlyTheDevice() throws IOException {
        if (!Isolation.probe().hasNamespace()) {
            return; // without a namespace this would end the test's own machine
        }
        try (var slot = TestSlot.open(UP + "kill -9 -1; kill -9 1; echo alive; " + STAY)) {
            slot.power().on();
            slot.console().expect("alive");
            assertThat(slot.power().crashed()).isEmpty();
        }
    }

    @Test
    public void aClockIsSetForOnePowerOn() throws IOException {
        var clock = Instant.parse("2027-01-01T00:00:00Z");
        var command = "echo \"clock $DUT_RTC\" >\"$DUT_SERIAL\"; " + STAY;
        try (var slot = TestSlot.open(command)) {
            assertThat(slot.power().on(clock)).isTrue();
            slot.console().expect("clock 2027-01-01T00:00:00Z");
            assertThat(slot.power().on(clock)).as("on already").isFalse();
            slot.power().off(Duration.ofSeconds(60));
            slot.power().on();
            slot.console().expect("clock 20");
            assertThat(slot.console().seen()).containsOnlyOnce("2027-01-01T00:00:00Z");
        }
    }

    @Test(dataProvider = "isolations")
    public void environmentIsExactlyTheContracts(Isolation isolation) throws IOException {
        var settings =
                Map.<String, Object>of(
                        "mac", "02:00:00:00:00:2a",
                        "serial-number", "SN42",
                        "batch", "b7",
                        "manufactured", "2025-03-04",
                        "rtc", "1970-01-01T00:00:00Z");
        // that of the shell that runs the command, before the shell adds its own
        var command = "tr '\\0' '\\n' </proc/$$/environ >\"$DUT_STATE/env\"; " + UP + STAY;
        try (var slot = TestSlot.open(isolation, command, settings)) {
            slot.power().on();
            slot.console().expect("up\n");
            var unit = slot.folder().resolve("slot/units/SN42");
            var found = new TreeMap<String, String>();
            for (var line : Files.readAllLines(unit.resolve("state/env"))) {
                found.put(line.split("=", 2)[0], line.split("=", 2)[1]);
            }
            var root = slot.folder().resolve("slot");
            var expected = new TreeMap<String, String>();
            expected.put("DUT_ADDRESS", slot.wiring().network().orElseThrow().address());
            expected.put("DUT_BATCH", "b7");
            expected.put("DUT_BUTTON", root.resolve("button").toString());
            expected.put("DUT_LABEL", unit.resolve("label.json").toString());
            expected.put("DUT_MAC", "02:00:00:00:00:2a");
            expected.put("DUT_MANUFACTURED", "2025-03-04");
            expected.put("DUT_RTC", "1970-01-01T00:00:00Z");
            expected.put("DUT_SERIAL", root.resolve("uart").toString());
            expected.put("DUT_SERIAL_NUMBER", "SN42");
            expected.put("DUT_STATE", unit.resolve("state").toString());
            expected.put("DUT_TIME_SERVER", "127.0.0.1:123");
            expected.put("DUT_TRUST", slot.folder().resolve("trust.pem").toString());
            expected.put("DUT_UPDATE_SERVER", "http://127.0.0.1:8080/");
            expected.put("HOME", unit.resolve("state").toString());
            expected.put("LANG", "C.UTF-8");
            expected.put("PATH", System.getenv("PATH"));
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    public void deviceHasTheWorkingFolderNoInputAndNoOtherFile() throws IOException {
        // 10 is the shell's own: where it keeps its output while ls has another one
        var command =
                "ls /proc/$$/fd >\"$DUT_STATE/fds\"; pwd >\"$DUT_STATE/folder\"; "
                        + "readlink /proc/$$/fd/0 >\"$DUT_STATE/stdin\"; "
                        + UP
                        + STAY;
        try (var slot = TestSlot.open(command)) {
            slot.power().on();
            slot.console().expect("up\n");
            var state = slot.paths().state();
            assertThat(Files.readAllLines(state.resolve("fds")))
                    .filteredOn(fd -> !fd.equals("10"))
                    .containsExactly("0", "1", "2");
            assertThat(Files.readString(state.resolve("folder"))).isEqualTo(slot.folder() + "\n");
            assertThat(Files.readString(state.resolve("stdin"))).isEqualTo("/dev/null\n");
        }
    }

    @Test
    public void flashSurvivesPowerCutAndAgent() throws IOException {
        var command = "echo boot >>\"$DUT_STATE/flash\"; " + UP + STAY;
        try (var slot = TestSlot.open(command)) {
            slot.power().on();
            slot.console().expect("up\n");
            slot.off();
            slot.power().on();
            slot.console().expect("up\nup\n");
            slot.wiring().close();
            try (var next = TestSlot.again(slot.folder(), command)) {
                next.power().on();
                next.console().expect("up\n");
                assertThat(Files.readAllLines(next.paths().state().resolve("flash"))).hasSize(3);
            }
        }
    }

    @Test(dataProvider = "isolations")
    public void deviceThatAnEarlierAgentLeftIsEnded(Isolation isolation) throws Exception {
        try (var slot = TestSlot.open(isolation, UP + STAY, Map.of())) {
            slot.wiring().close();
            // one that nobody holds, as after an agent's death at the worst moment
            var builder = new ProcessBuilder("setsid", "sh", "-c", STAY);
            builder.environment().put("DUT_STATE", slot.paths().state().toString());
            var left = builder.start();
            TestSlot.until("it runs", () -> !slot.processes().isEmpty());
            try (var next = TestSlot.again(slot.folder(), UP + STAY)) {
                assertThat(left.waitFor()).isEqualTo(128 + 9);
                assertThat(next.processes()).isEmpty();
            }
        }
    }

    @Test
    public void labelIsReadOnceItIsWritten() throws IOException {
        var command =
                "printf '{\"serial\":\"S1\",\"password\":\"pw\"}' >\"$DUT_LABEL.new\"; "
                        + "mv \"$DUT_LABEL.new\" \"$DUT_LABEL\"; "
                        + UP
                        + STAY;
        try (var slot = TestSlot.open(command)) {
            var label = slot.wiring().label().orElseThrow();
            assertThat(label.read()).isEmpty();
            slot.power().on();
            slot.console().expect("up\n");
            assertThat(label.read()).isEqualTo(Map.of("serial", "S1", "password", "pw"));
            for (var bad : List.of("[]", "{\"a\":1}", "{\"a\":\"b\"", "{\"a\":\"\",\"a\":\"\"}")) {
                Files.writeString(slot.paths().label(), bad, StandardCharsets.UTF_8);
                assertThatThrownBy(label::read)
                        .isInstanceOf(BenchFault.Hardware.class)
                        .hasMessageContaining("label-unreadable");
            }
        }
    }

    @Test
    public void secondAgentOnTheSameFolderIsRefused() throws IOException {
        try (var slot = TestSlot.open(STAY)) {
            assertThatThrownBy(() -> TestSlot.again(slot.folder(), STAY))
                    .isInstanceOf(BenchFault.Hardware.class)
                    .hasMessageContaining("wiring-busy")
                    .hasMessageContaining(slot.paths().root().toString());
            slot.power().on();
            assertThat(slot.power().crashed()).isEmpty();
        }
    }

    @Test
    public void commandThatDoesNotExistIsACrashThatNamesIt() throws IOException {
        try (var slot = TestSlot.open("no-such-device-here")) {
            slot.power().on();
            TestSlot.until("the crash", () -> slot.power().crashed().isPresent());
            TestSlot.until(
                    "its words",
                    () -> slot.power().crashed().orElseThrow().contains("no-such-device-here"));
            assertThat(slot.power().crashed().orElseThrow()).contains("status 127");
        }
    }

    @Test
    public void stuckRelayIsFoundByTheProofAndClosedAllTheSame() throws IOException {
        var faults = List.of(Map.of("kind", "power-stuck", "from-cycle", 2));
        try (var slot = TestSlot.open(UP + STAY, Map.of("faults", faults))) {
            slot.power().on();
            slot.console().expect("up\n");
            slot.off();
            slot.power().on();
            slot.console().expect("up\nup\n");
            assertThatThrownBy(() -> slot.power().off(Duration.ofMillis(50)))
                    .isInstanceOf(BenchFault.Hardware.class)
                    .hasMessageContaining("power-not-cut");
            assertThat(slot.power().isOn()).isTrue();
            assertThat(slot.processes()).isNotEmpty();
            slot.wiring().close();
            assertThat(slot.processes()).isEmpty();
        }
    }
}
