package org.proofmark.bench.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.BootSpec.BootMark;
import org.proofmark.domain.profile.DeviceProfile;

/// Which lines are signs: those of systems that are widely used, and those that a profile adds.
///
/// Sources, each as its project prints it:
///
/// - Linux `kernel/panic.c`: `Kernel panic - not syncing: %s`, `Rebooting in %d seconds..`;
///   `init/version.c` and `arch/arm64/kernel/setup.c` for the first lines of a boot;
///   `drivers/watchdog/watchdog_dev.c`: `watchdog%d: watchdog did not stop!`, which is printed at
///   every shut-down of a system whose watchdog has no way out, too.
/// - U-Boot `lib/display_options.c` (banner), `lib/hang.c` and `lib/panic.c` (`### ERROR ### Please
///   RESET the board ###`), `arch/arm/lib/interrupts_64.c` (`"Synchronous Abort" handler`),
///   `arch/arm/mach-imx/cpu.c` (`Reset cause: WDOG`, which an i.MX says after every `reset`).
/// - barebox `common/version.c`; Trusted Firmware-A `bl1/bl1_main.c`, `bl2/bl2_main.c`.
/// - ESP-IDF, chapters Fatal Errors (`Guru Meditation Error: Core 0 panic'ed (...)`, `Brownout
///   detector was triggered`) and the reset reasons of the chips' ROM, `rst:0x7
///   (TG0WDT_SYS_RESET),boot:...`; `DEEPSLEEP_RESET` is a sleeper that wakes and is left out.
/// - Zephyr `kernel/banner.c`, `kernel/fatal.c`.
///
/// All are bounded: none takes longer than linear time in the line.
final class SignTable {
    /// Where the kernel's own lines begin: at the begin of a line, or with the kernel's time where
    /// they break into another. What a daemon forwards (`kernel: [ 1.2] ...`) is no such line.
    private static final String KERNEL =
            "(?:^|(?<!kernel: )\\[ {0,11}\\d{1,10}\\.\\d{3,9}\\](?:\\[ {0,9}[A-Z]\\d{1,9}\\])? )";

    private static final List<Entry> USUAL =
            List.of(
                    banner("U-Boot TPL", "\\bU-Boot TPL \\d{4}\\.\\d{2}"),
                    banner("U-Boot SPL", "\\bU-Boot SPL \\d{4}\\.\\d{2}"),
                    banner("U-Boot", "\\bU-Boot \\d{4}\\.\\d{2}\\S{0,80} \\("),
                    banner("barebox", "^barebox \\d{4}\\.\\d{2}"),
                    banner("Trusted Firmware BL1", "^NOTICE: {1,4}BL1: v\\d"),
                    banner("Trusted Firmware BL2", "^NOTICE: {1,4}BL2: v\\d"),
                    banner(
                            "Linux",
                            "\\[ {4}0\\.000000\\](?:\\[ {0,9}[A-Z]\\d{1,9}\\])? Linux version \\d"),
                    banner(
                            "ESP32 ROM",
                            "\\brst:0x[0-9a-f]{1,2} \\((?!DEEPSLEEP)\\w{1,40}\\),boot:0x"),
                    banner("ESP8266 ROM", "\\bets \\w{3} {1,2}\\d{1,2} \\d{4},rst cause:(?!5)\\d"),
                    banner("Zephyr", "^\\*{3} Booting Zephyr OS "),
                    entry(Sign.Kind.PANIC, "kernel panic", KERNEL + "Kernel panic - not syncing"),
                    entry(
                            Sign.Kind.PANIC,
                            "ESP-IDF panic",
                            "^Guru Meditation Error: Core {1,3}\\d panic'ed"),
                    entry(
                            Sign.Kind.PANIC,
                            "U-Boot hang",
                            "^### ERROR ### Please RESET the board ###"),
                    entry(
                            Sign.Kind.PANIC,
                            "U-Boot abort",
                            "^\"(?:Synchronous Abort|Error)\" handler, esr 0x"),
                    entry(
                            Sign.Kind.PANIC,
                            "Zephyr fatal error",
                            ">>> ZEPHYR FATAL ERROR \\d{1,3}: "),
                    entry(Sign.Kind.BROWN_OUT, "brown-out", "^Brownout detector was triggered"),
                    entry(
                            Sign.Kind.BROWN_OUT,
                            "brown-out",
                            "\\brst:0x[0-9a-f]{1,2} \\(\\w{0,20}BROWN_?OUT\\w{0,20}\\)"),
                    entry(
                            Sign.Kind.WATCHDOG,
                            "watchdog",
                            "\\brst:0x[0-9a-f]{1,2} \\((?!\\w{0,20}BROWN)\\w{0,10}WDT\\w{0,20}\\)"),
                    entry(
                            Sign.Kind.WATCHDOG,
                            "watchdog",
                            "(?i)^(?:last )?reset (?:cause|reason|status|source)"
                                    + " ?[:=].{0,80}\\b(?:wdog|wdt|watchdog)"),
                    entry(
                            Sign.Kind.WATCHDOG,
                            "watchdog",
                            "(?i)^\\W{0,8}(?:hardware )?watchdog (?:timer )?(?:reset|timeout|expired)\\b"),
                    entry(
                            Sign.Kind.WATCHDOG,
                            "watchdog",
                            KERNEL + "watchdog: watchdog\\d{1,2}: watchdog did not stop!"),
                    entry(
                            Sign.Kind.RESTARTS_SOON,
                            "restart",
                            KERNEL + "Rebooting in (?<seconds>\\d{1,4}) seconds"),
                    entry(
                            Sign.Kind.CONTEXT,
                            "kernel oops",
                            KERNEL + "(?:Internal error: )?Oops\\b"),
                    entry(Sign.Kind.CONTEXT, "kernel bug", KERNEL + "(?:kernel )?BUG[: ]"),
                    entry(
                            Sign.Kind.CONTEXT,
                            "soft lock-up",
                            KERNEL + "watchdog: BUG: soft lockup"));

    private final List<Entry> entries;

    /// One sign.
    record Entry(Sign.Kind kind, String name, Pattern pattern) {}

    private SignTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// Those that are known of no device in particular.
    static SignTable usual() {
        return new SignTable(USUAL);
    }

    /// The same, and those of a profile.
    static SignTable of(DeviceProfile profile) {
        var all = new ArrayList<>(USUAL);
        profile.console()
                .ifPresent(c -> {
                    c.panics().forEach(p -> all.add(own(Sign.Kind.PANIC, p)));
                    c.watchdogs().forEach(p -> all.add(own(Sign.Kind.WATCHDOG, p)));
                });
        profile.boot().banners().forEach(p -> all.add(own(Sign.Kind.BANNER, p)));
        var marks = profile.boot().marks();
        // the last one is what says that the device is ready
        marks.subList(0, Math.max(0, marks.size() - 1)).stream()
                .filter(BootMark.OnConsole.class::isInstance)
                .map(BootMark.OnConsole.class::cast)
                .forEach(m -> all.add(own(Sign.Kind.STAGE, m.pattern())));
        return new SignTable(all);
    }

    private static Entry own(Sign.Kind kind, Pattern pattern) {
        return new Entry(kind, pattern.pattern(), pattern);
    }

    private static Entry banner(String name, String pattern) {
        return entry(Sign.Kind.BANNER, name, pattern);
    }

    private static Entry entry(Sign.Kind kind, String name, String pattern) {
        return new Entry(kind, name, Pattern.compile(pattern));
    }

    List<Entry> entries() {
        return entries;
    }
}
