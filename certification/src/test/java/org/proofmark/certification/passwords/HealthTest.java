package org.proofmark.certification.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.watch.DeviceTrouble;
import org.proofmark.bench.watch.LastOutput;
import org.proofmark.certification.device.TestDevice;
import org.proofmark.certification.device.TestDevice.Traits;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.run.Fault;
import org.testng.annotations.Test;

/// A device that breaks down while it is tested: named, with what it said, and nobody's breach; and
/// devices that only look so.
public final class HealthTest {
    private static final String LOADER = "Box boot loader 1.0";
    private static final String UP = "Box is up";
    private static final String BANNER = "U-Boot 2024.01 (Jan 08 2024 - 15:00:00 +0000)\r\n";
    private static final String PANIC =
            "[    2.718281] Kernel panic - not syncing: Attempted to kill init!\r\n";

    private static Traits saying(Function<String, List<String>> voice) {
        var traits = new Traits();
        traits.telnet = false;
        traits.voice = voice;
        return traits;
    }

    private static Fault fault(SuiteRig rig) {
        var thrown = catchThrowableOfType(BenchFault.class, rig::run);
        assertThat(thrown).isNotNull();
        return thrown.fault();
    }

    private static SuiteRig skipping(Traits traits) {
        return SuiteRig.skipping(new TestDevice(traits));
    }

    private static void passes(Traits traits) {
        var rig = skipping(traits).run();
        assertThat(rig.bench().observations().getLast())
                .isEqualTo(new CaseEnded(CaseEnded.PASSWORDS_COLLECT));
        assertThat(rig.seen(ResetDone.class)).isNotEmpty().allMatch(ResetDone::proven);
    }

    @Test
    public void aDeviceThatPanicsAfterAResetAndStartsAnewEndsTheAttempt() {
        var fault =
                fault(
                        skipping(
                                saying(text ->
                                        text.contains("settings erased")
                                                ? List.of(text, PANIC, BANNER)
                                                : List.of(text))));
        assertThat(fault.code()).isEqualTo(DeviceTrouble.PANIC);
        assertThat(fault.what()).contains("Attempted to kill init!", "console's recording");
        assertThat(fault.lastOutput()).contains("settings erased", "U-Boot 2024.01");
    }

    @Test
    public void aDeviceThatPanicsAtStartAndStandsStillDoesNotMakeTheTestWaitToItsLimit() {
        var starts = new AtomicInteger();
        var fault =
                fault(
                        skipping(
                                saying(text -> {
                                    if (text.contains(UP) && starts.incrementAndGet() == 1) {
                                        return List.of("\u001b[31m" + PANIC);
                                    }
                                    return List.of(text);
                                })));
        assertThat(fault.code()).isEqualTo(DeviceTrouble.PANIC);
        assertThat(fault.step()).contains("boot", UP);
        assertThat(fault.waited()).isZero();
        assertThat(fault.lastOutput()).contains("\\x1b[31m").doesNotContain("\u001b");
    }

    @Test
    public void aDeviceThatStartsAgainAndAgainIsNamed() {
        var fault =
                fault(
                        skipping(
                                saying(text ->
                                        text.contains(UP)
                                                ? List.of(BANNER.repeat(4))
                                                : List.of(text))));
        assertThat(fault.code()).isEqualTo(DeviceTrouble.BOOT_LOOP);
        assertThat(fault.what()).contains("started 4 times");
    }

    @Test
    public void aWatchdogThatResetsTheDeviceIsNamed() {
        var fault =
                fault(
                        skipping(
                                saying(text ->
                                        text.contains(UP)
                                                ? List.of(
                                                        (BANNER + "Reset cause: WDOG\r\n")
                                                                .repeat(4))
                                                : List.of(text))));
        assertThat(fault.code()).isEqualTo(DeviceTrouble.WATCHDOG_RESET);
    }

    @Test
    public void aPanicInTheMiddleOfALoginIsNoPasswordThatWasRefused() {
        var broken = new AtomicInteger();
        var rig =
                skipping(
                        saying(text -> {
                            if (broken.get() > 0 || text.endsWith("Password: ")) {
                                return broken.getAndIncrement() == 0
                                        ? List.of(text, "\r\n" + PANIC)
                                        : List.of();
                            }
                            return List.of(text);
                        }));
        var fault = fault(rig);
        assertThat(fault.code()).isEqualTo(DeviceTrouble.PANIC);
        assertThat(fault.step()).startsWith("uart: login");
        assertThat(fault.lastOutput()).hasSizeLessThanOrEqualTo(LastOutput.LONGEST);
    }

    @Test
    public void aResetThatNeverShowsSinceTheDevicePanickedIsNamedSo() {
        var fault =
                fault(
                        skipping(
                                saying(text ->
                                        text.contains("settings erased")
                                                ? List.of("\r\n" + PANIC + "more\r\n")
                                                : List.of(text))));
        assertThat(fault.code()).isEqualTo(DeviceTrouble.PANIC);
        assertThat(fault.step()).isEqualTo("reset by button");
    }

    @Test
    public void aDeviceThatStartsOnceMoreOnPurposePasses() {
        passes(
                saying(text ->
                        text.contains(LOADER)
                                ? List.of(BANNER, "first boot: set up\r\n", BANNER, text)
                                : text.contains("settings erased")
                                        ? List.of(text, BANNER, "set up\r\n", BANNER)
                                        : List.of(text)));
    }

    @Test
    public void aDeviceThatOnlySpeaksOfPanicsPasses() {
        passes(
                saying(text ->
                        text.contains(LOADER)
                                ? List.of(
                                        text,
                                        BANNER,
                                        "httpd: body was 'Kernel panic - not syncing: x'\r\n",
                                        BANNER)
                                : List.of(text)));
    }

    @Test
    public void aDeviceThatSaysTheWordsOfAPanicAndAnswersPasses() {
        passes(saying(text -> text.contains(LOADER) ? List.of(text, PANIC) : List.of(text)));
    }
}
