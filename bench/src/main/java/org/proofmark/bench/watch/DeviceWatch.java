package org.proofmark.bench.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.profile.BootSpec;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.time.Ticker;

/// Follows a console and says when the device has broken down: so that nobody waits to a limit for
/// what will not come, and the fault names the cause.
///
/// A word on the console proves nothing: a log may quote a panic, and a page's echo may. So a panic
/// counts only where the device then started anew, or fell silent while something was awaited, or
/// where what was awaited did not come. A restart without one counts only where it came more often
/// than the profile allows before the device was ready.
///
/// It looks from the last power-on, or from when the device was last seen ready: what was said
/// before is forgotten. Not thread-safe.
public final class DeviceWatch {
    /// A system that broke down and says nothing for so long stands still. Dumps of registers and
    /// of memory come in pieces, but not that far apart.
    public static final Duration STANDSTILL = Duration.ofSeconds(10);

    /// A restart that is announced for later is not waited for.
    private static final int LONGEST_ANNOUNCED_SECONDS = 600;

    private static final Pattern SECONDS = Pattern.compile("Rebooting in (\\d{1,4}) seconds");

    private final SignReader reader;
    private final int allowed;
    private final Ticker ticker;
    private final Map<String, Integer> banners = new HashMap<>();
    private final Map<String, Integer> stages = new HashMap<>();
    private int ordered = 1;
    private int panics;
    private int watchdogs;
    private int brownOuts;
    private boolean broken;
    private boolean startedBroken;
    private @Nullable Sign worst;
    private @Nullable Sign hint;
    private Duration announced = Duration.ZERO;
    private long heardNanos;

    private DeviceWatch(SignTable table, int allowed, Ticker ticker) {
        this.reader = new SignReader(table);
        this.allowed = allowed;
        this.ticker = ticker;
        this.heardNanos = ticker.nanos();
    }

    /// Knows what a profile says of panics, watchdogs and restarts, beside the usual.
    public static DeviceWatch of(DeviceProfile profile, Ticker ticker) {
        return new DeviceWatch(SignTable.of(profile), profile.boot().restarts(), ticker);
    }

    /// Where no profile is at hand.
    public static DeviceWatch usual(Ticker ticker) {
        return new DeviceWatch(SignTable.usual(), BootSpec.RESTARTS, ticker);
    }

    /// The device was given power, which makes it start once: what it said before does not count.
    ///
    /// @param from the position of the next byte
    public void begin(long from) {
        reader.begin(from);
        restarting();
    }

    /// Something begins that makes the device start once: what it said before does not count.
    public void restarting() {
        ready();
        ordered = 1;
    }

    /// The device was seen to be ready: what it said before does not count, and nobody makes it
    /// start anew.
    public void ready() {
        ordered = 0;
        banners.clear();
        stages.clear();
        panics = 0;
        watchdogs = 0;
        brownOuts = 0;
        broken = false;
        startedBroken = false;
        worst = null;
        hint = null;
        announced = Duration.ZERO;
        heardNanos = ticker.nanos();
    }

    /// The position behind the last byte that was fed.
    public long position() {
        return reader.position();
    }

    /// Takes what the console says next.
    ///
    /// @param more bytes as ISO-8859-1
    public void feed(String more) {
        if (!more.isEmpty()) {
            heardNanos = ticker.nanos();
            reader.feed(more, this::take);
        }
    }

    private void take(Sign sign) {
        switch (sign.kind()) {
            case BANNER -> {
                banners.merge(sign.name(), 1, Integer::sum);
                startedBroken |= broken;
            }
            case PANIC -> {
                panics++;
                broken = true;
                worst = sign;
            }
            case BROWN_OUT -> {
                brownOuts++;
                broken = true;
                worst = sign;
            }
            case WATCHDOG -> {
                watchdogs++;
                hint = sign;
            }
            case RESTARTS_SOON -> announced = seconds(sign.line());
            case STAGE -> stages.merge(sign.name(), 1, Integer::sum);
            case CONTEXT -> hint = sign;
        }
    }

    private static Duration seconds(String line) {
        var found = SECONDS.matcher(line);
        return found.find()
                ? Duration.ofSeconds(
                        Math.min(LONGEST_ANNOUNCED_SECONDS, Integer.parseInt(found.group(1))))
                : Duration.ZERO;
    }

    /// What is certain by now, whatever else the device does: the system broke down and the device
    /// started anew, or it starts again and again.
    public Optional<DeviceTrouble> trouble() {
        return startedBroken || loops() ? Optional.of(trouble(false)) : Optional.empty();
    }

    private boolean loops() {
        return starts(banners) > ordered + allowed;
    }

    /// What is certain by now where something is awaited and has not come: the same, or the system
    /// broke down and the device stands still.
    public Optional<DeviceTrouble> overdue() {
        return standsStill() && !startedBroken ? Optional.of(trouble(true)) : trouble();
    }

    private boolean standsStill() {
        return broken && untilStandstill().isZero();
    }

    /// What is certain by now where only a start is awaited, such as the boot loader's: that it
    /// starts again and again, or broke down and stands still. What broke before is no matter.
    public Optional<DeviceTrouble> stuck() {
        return loops() || standsStill()
                ? Optional.of(trouble(!startedBroken && !loops()))
                : Optional.empty();
    }

    /// What the reason is, where what was awaited did not come within its limit.
    public Optional<DeviceTrouble> atLimit() {
        boolean again = Math.max(starts(banners), starts(stages)) > ordered + allowed;
        return broken || again || (watchdogs > 0 && starts(banners) > ordered)
                ? Optional.of(trouble(false))
                : Optional.empty();
    }

    /// How long nothing must come until [#overdue] says that the device stands still: zero where it
    /// does, [#STANDSTILL] where nothing speaks for it.
    Duration untilStandstill() {
        if (!broken) {
            return STANDSTILL;
        }
        var quiet = Duration.ofNanos(ticker.nanos() - heardNanos);
        var left = STANDSTILL.plus(announced).minus(quiet);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static int starts(Map<String, Integer> of) {
        return of.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private DeviceTrouble trouble(boolean standsStill) {
        int starts = Math.max(starts(banners), starts(stages));
        var often =
                starts > ordered
                        ? " It started "
                                + (starts == 1 ? "once" : starts + " times")
                                + ", and nobody switched it."
                        : "";
        if (brownOuts > 0) {
            return new DeviceTrouble(
                    DeviceTrouble.BROWN_OUT,
                    "the device says that its supply fell short ("
                            + quoted(worst)
                            + ")."
                            + often
                            + " Measure the slot's supply under load, then the device");
        }
        if (panics > 0) {
            return new DeviceTrouble(
                    DeviceTrouble.PANIC,
                    "the device's system broke down"
                            + (panics > 1 ? " " + panics + " times" : "")
                            + " ("
                            + quoted(worst)
                            + ")"
                            + (standsStill ? ", and it stands still." : ".")
                            + often
                            + " Read the console's recording, and try another unit in this slot");
        }
        if (watchdogs > 0) {
            return new DeviceTrouble(
                    DeviceTrouble.WATCHDOG_RESET,
                    "a watchdog resets the device ("
                            + quoted(hint)
                            + ")."
                            + often
                            + " Read the console's recording for what it did before");
        }
        return new DeviceTrouble(
                DeviceTrouble.BOOT_LOOP,
                "the device starts again and again, and does not get ready."
                        + often
                        + (hint == null ? "" : " It also says " + quoted(hint) + ".")
                        + " Read the console's recording; where a device may start so often, say"
                        + " 'restarts' under 'boot' in the profile");
    }

    private static String quoted(@Nullable Sign sign) {
        return sign == null ? "" : "'" + sign.line() + "'";
    }

    /// True where a panic was said that [#overdue] does not count yet.
    public boolean suspects() {
        return broken && overdue().isEmpty();
    }

    /// How long to wait at most before [#overdue] is asked again, where nothing more comes.
    public Duration patience(Duration most) {
        var until = untilStandstill();
        return broken && until.compareTo(most) < 0 ? until : most;
    }

    /// What a fault of another name should tell beside: empty where there is nothing to tell.
    public String beside() {
        int starts = starts(banners);
        var text = starts > 1 ? "; meanwhile the device started " + starts + " times" : "";
        return hint == null ? text : text + "; it said " + quoted(hint);
    }
}
