package org.proofmark.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.BootSpec;
import org.proofmark.domain.profile.BootSpec.BootMark;
import org.proofmark.domain.profile.ConsoleSpec;
import org.proofmark.domain.profile.ConsoleSpec.KernelLines;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.Identity;
import org.proofmark.domain.profile.PowerSpec;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.profile.Published;
import org.testng.annotations.Test;

public final class DeviceWatchTest {
    private static final String PANIC = "[    2.0001] Kernel panic - not syncing: no init\r\n";
    private static final String BOOT = "\r\nU-Boot 2024.01 (Jan 08 2024)\r\n";

    private final AtomicLong nanos = new AtomicLong();

    private DeviceWatch watch() {
        var watch = DeviceWatch.usual(nanos::get);
        watch.begin(0);
        return watch;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String code(Optional<DeviceTrouble> trouble) {
        return trouble.map(DeviceTrouble::code).orElse("");
    }

    @Test
    public void aPanicAndARestartThatNobodyMadeAreCertain() {
        var watch = watch();
        watch.feed(BOOT + PANIC);
        assertThat(watch.trouble()).isEmpty();
        watch.feed("[    2.0002] Rebooting in 1 seconds..\r\n" + BOOT);
        assertThat(code(watch.trouble())).isEqualTo(DeviceTrouble.PANIC);
        assertThat(watch.trouble().orElseThrow().what())
                .contains("Kernel panic - not syncing: no init", "started 2 times");
    }

    @Test
    public void aPanicCountsOnceTheConsoleFellSilent() {
        var watch = watch();
        watch.feed(BOOT + PANIC);
        pass(DeviceWatch.STANDSTILL.minusMillis(1));
        assertThat(watch.overdue()).isEmpty();
        assertThat(watch.untilStandstill()).isEqualTo(Duration.ofMillis(1));
        pass(Duration.ofMillis(1));
        assertThat(code(watch.overdue())).isEqualTo(DeviceTrouble.PANIC);
        assertThat(watch.overdue().orElseThrow().what()).contains("stands still");
        // a device that answers all the same is not blamed
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    public void aRestartThatIsAnnouncedIsWaitedFor() {
        var watch = watch();
        watch.feed(PANIC + "Rebooting in 30 seconds..\r\n");
        pass(DeviceWatch.STANDSTILL.plusSeconds(29));
        assertThat(watch.overdue()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(code(watch.overdue())).isEqualTo(DeviceTrouble.PANIC);
    }

    @Test
    public void whereOnlyAStartIsAwaitedWhatBrokeBeforeIsNoMatter() {
        var watch = watch();
        watch.feed(BOOT + PANIC + BOOT);
        assertThat(watch.stuck()).isEmpty();
        pass(DeviceWatch.STANDSTILL);
        assertThat(code(watch.stuck())).isEqualTo(DeviceTrouble.PANIC);
        watch.begin(0);
        watch.feed(BOOT.repeat(4));
        assertThat(code(watch.stuck())).isEqualTo(DeviceTrouble.BOOT_LOOP);
    }

    @Test
    public void aDeviceThatGoesOnTalkingAfterTheWordIsNotBlamed() {
        var watch = watch();
        watch.feed(BOOT + PANIC);
        for (int i = 0; i < 30; i++) {
            pass(Duration.ofSeconds(1));
            watch.feed("app: still here\r\n");
            assertThat(watch.overdue()).isEmpty();
        }
        watch.ready();
        pass(Duration.ofHours(1));
        assertThat(watch.overdue()).isEmpty();
        assertThat(watch.atLimit()).isEmpty();
    }

    @Test
    public void whereWhatWasAwaitedDidNotComeThePanicIsTheReason() {
        var watch = watch();
        watch.feed(BOOT + PANIC + "more\r\n");
        assertThat(watch.trouble()).isEmpty();
        assertThat(code(watch.atLimit())).isEqualTo(DeviceTrouble.PANIC);
    }

    @Test
    public void whatWasSaidBeforePowerOnDoesNotCount() {
        var watch = watch();
        watch.feed(BOOT + PANIC + "Kernel panic - not sync");
        watch.begin(500);
        assertThat(watch.position()).isEqualTo(500);
        watch.feed("ing: old\r\n" + BOOT);
        pass(Duration.ofHours(1));
        assertThat(watch.overdue()).isEmpty();
        assertThat(watch.atLimit()).isEmpty();
        assertThat(watch.beside()).isEmpty();
    }

    @Test
    public void aDeviceMayStartAnewTwiceBeforeItIsReady() {
        var watch = watch();
        for (int i = 0; i < 1 + BootSpec.RESTARTS; i++) {
            watch.feed(BOOT);
            assertThat(watch.trouble()).isEmpty();
            assertThat(watch.atLimit()).isEmpty();
        }
        assertThat(watch.beside()).contains("started 3 times");
        watch.feed(BOOT);
        assertThat(code(watch.trouble())).isEqualTo(DeviceTrouble.BOOT_LOOP);
        assertThat(watch.trouble().orElseThrow().what()).contains("started 4 times");
    }

    @Test
    public void restartsBetweenWhichTheDeviceWasReadyAreNoLoop() {
        var watch = watch();
        for (int i = 0; i < 20; i++) {
            watch.feed(BOOT + BOOT + "Reset cause: WDOG\r\n");
            assertThat(watch.trouble()).isEmpty();
            watch.ready();
        }
    }

    @Test
    public void aReadyDeviceThatStartsThriceIsInALoopEarlierThanOneThatWasMadeTo() {
        var watch = watch();
        watch.ready();
        watch.feed(BOOT + BOOT + BOOT);
        assertThat(code(watch.trouble())).isEqualTo(DeviceTrouble.BOOT_LOOP);
        watch.restarting();
        watch.feed(BOOT + BOOT + BOOT);
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    public void nobodySleepsPastTheMomentAtWhichItIsCertain() {
        var watch = watch();
        assertThat(watch.patience(Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
        assertThat(watch.suspects()).isFalse();
        watch.feed(PANIC);
        assertThat(watch.patience(Duration.ofMinutes(2))).isEqualTo(DeviceWatch.STANDSTILL);
        assertThat(watch.patience(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(watch.suspects()).isTrue();
        pass(DeviceWatch.STANDSTILL);
        assertThat(watch.suspects()).isFalse();
    }

    @Test
    public void theStagesOfOneBootAreNoLoop() {
        var watch = watch();
        watch.feed(
                """
                U-Boot TPL 2024.01 (x)\r
                U-Boot SPL 2024.01 (x)\r
                U-Boot 2024.01 (x)\r
                [    0.000000] Linux version 6.1.0 (x)\r
                NOTICE:  BL1: v2.9\r
                """);
        assertThat(watch.trouble()).isEmpty();
        assertThat(watch.beside()).isEmpty();
    }

    @Test
    public void aResetCauseAloneSaysNothing() {
        var watch = watch();
        watch.feed(BOOT + "Reset cause: WDOG\r\n");
        pass(Duration.ofHours(1));
        assertThat(watch.overdue()).isEmpty();
        assertThat(watch.atLimit()).isEmpty();
        watch.feed(BOOT + "Reset cause: WDOG\r\n");
        assertThat(watch.trouble()).isEmpty();
        assertThat(code(watch.atLimit())).isEqualTo(DeviceTrouble.WATCHDOG_RESET);
        watch.feed(BOOT + BOOT);
        assertThat(code(watch.trouble())).isEqualTo(DeviceTrouble.WATCHDOG_RESET);
    }

    @Test
    public void aSupplyThatFallsShortIsNamedAsThat() {
        var watch = watch();
        watch.feed(
                "Brownout detector was triggered\r\n\r\nrst:0xc (SW_CPU_RESET),boot:0x13 (x)\r\n");
        assertThat(code(watch.trouble())).isEqualTo(DeviceTrouble.BROWN_OUT);
        assertThat(watch.trouble().orElseThrow().what()).contains("supply");
    }

    @Test
    public void anOopsIsToldAndCountsForNothing() {
        var watch = watch();
        watch.feed(BOOT + "[    2.0] nothing\r\n[    2.000001] BUG: scheduling while atomic\r\n");
        pass(Duration.ofHours(1));
        assertThat(watch.overdue()).isEmpty();
        assertThat(watch.atLimit()).isEmpty();
        assertThat(watch.beside()).contains("BUG: scheduling while atomic");
    }

    private DeviceWatch with(BootSpec boot, Pattern panic, Pattern watchdog) {
        var console =
                new ConsoleSpec(
                        115_200,
                        "\n",
                        KernelLines.NOISE,
                        List.of(),
                        List.of(panic),
                        List.of(watchdog));
        var undeclared = new Published.Page.NotDeclared();
        var profile =
                new DeviceProfile(
                        new ProfileId("x"),
                        new Identity("m", "x", ""),
                        List.of("power", "console"),
                        List.of(),
                        PowerSpec.usual(),
                        Optional.of(console),
                        boot,
                        Optional.empty(),
                        java.util.Map.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Published(
                                undeclared,
                                undeclared,
                                Published.DeclaredBy.LAB,
                                Optional.empty()));
        var watch = DeviceWatch.of(profile, nanos::get);
        watch.begin(0);
        return watch;
    }

    @Test
    public void aProfileAddsItsOwnSigns() {
        var boot =
                new BootSpec(
                        Duration.ofMinutes(1),
                        List.of(
                                new BootMark.OnConsole(Pattern.compile("net up")),
                                new BootMark.OnConsole(Pattern.compile("all up"))),
                        Optional.empty(),
                        List.of(Pattern.compile("^ACME ROM")),
                        0);
        var watch = with(boot, Pattern.compile("^PANIC!"), Pattern.compile("^woof"));
        watch.feed("ACME ROM\r\nnet up\r\nPANIC! 7\r\n");
        assertThat(watch.trouble()).isEmpty();
        watch.feed("ACME ROM\r\n");
        assertThat(watch.trouble().orElseThrow().what()).contains("PANIC! 7");

        watch.begin(0);
        watch.feed("ACME ROM\r\nACME ROM\r\n");
        assertThat(code(watch.trouble())).isEqualTo(DeviceTrouble.BOOT_LOOP);
        watch.feed("woof\r\n");
        assertThat(code(watch.trouble())).isEqualTo(DeviceTrouble.WATCHDOG_RESET);

        // a mark that comes again may be a link that flaps: only where the device did not get ready
        watch.begin(0);
        watch.feed("net up\r\nnet up\r\nall up\r\nall up\r\n");
        assertThat(watch.trouble()).isEmpty();
        assertThat(code(watch.atLimit())).isEqualTo(DeviceTrouble.BOOT_LOOP);
    }
}
