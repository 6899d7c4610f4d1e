package org.proofmark.controller.run;

import java.time.Duration;
import java.util.stream.IntStream;
import org.proofmark.domain.plan.DictionaryLimit;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.ResetPath;
import org.proofmark.domain.scheme.UniversalDefaults;

/// How long an attempt may take: the backstop behind the deadlines of its steps, for a suite that
/// goes on for ever. So it is far above what a slow device needs, and grows with what is ordered.
final class AttemptTime {
    /// For set-up, probes and start.
    private static final Duration BASE = Duration.ofMinutes(10);

    /// For a reset with what is looked at after it, beside the path's own limit and a boot's.
    private static final Duration PER_RESET = Duration.ofMinutes(5);

    /// For an image, whose own steps have limits of their own: minutes over a serial line.
    private static final Duration PER_FLASH = Duration.ofMinutes(30);

    /// For a try with a universal default: lock-outs of some minutes after 3 to 5 tries are usual.
    private static final Duration PER_TRY = Duration.ofMinutes(1);

    /// Interfaces that are found and not documented are tried, too.
    private static final int UNDOCUMENTED = 4;

    private AttemptTime() {}

    static Duration limit(Preset preset, DeviceProfile profile) {
        var resets =
                IntStream.range(0, profile.resetPaths().size())
                        .mapToObj(i ->
                                reset(profile, profile.resetPaths().get(i))
                                        .multipliedBy(preset.resetsOn(i == 0)))
                        .reduce(Duration.ZERO, Duration::plus);
        return BASE.plus(resets)
                .plus(
                        dictionary(preset.dictionary())
                                .multipliedBy(profile.interfaces().size() + UNDOCUMENTED));
    }

    private static Duration reset(DeviceProfile profile, ResetPath path) {
        return PER_RESET
                .plus(path.limit())
                .plus(profile.boot().limit())
                .plus(PER_FLASH.multipliedBy(path.flashes()));
    }

    /// On one interface. A limit in time ends between two tries, each of which may wait for a lock.
    private static Duration dictionary(DictionaryLimit limit) {
        return limit.timed()
                ? limit.time().multipliedBy(2)
                : PER_TRY.multipliedBy(Math.min(limit.tries(), UniversalDefaults.ordered().size()));
    }
}
