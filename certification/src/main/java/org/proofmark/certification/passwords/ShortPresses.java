package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.Optional;
import org.proofmark.bench.Button;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.profile.ResetPath;
import org.proofmark.domain.profile.ResetPath.Action;

/// Whether a button erases the device by accident: held for half a second where its reset path
/// wants several.
final class ShortPresses {
    private static final Duration SHORT = Duration.ofMillis(500);

    /// A path that wants no more than this is itself short.
    private static final Duration LONG = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS = 12;

    private final Run run;
    private final Life life;

    ShortPresses(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /// On a device that a user has set up, and which is set up again where a press has erased it.
    void probe() {
        for (var path : run.profile().resetPaths()) {
            held(path).ifPresent(button -> press(path, button));
        }
        run.ended(Observation.CaseEnded.SHORT_PRESSES);
    }

    /// The button of a path that is nothing but one long press of a running device.
    private static Optional<String> held(ResetPath path) {
        var pressed =
                path.steps().stream()
                        .filter(s -> s.action() instanceof Action.Press)
                        .filter(s -> s.lasting().compareTo(LONG) > 0)
                        .map(s -> ((Action.Press) s.action()).button())
                        .toList();
        boolean alone =
                path.steps().stream()
                        .allMatch(s ->
                                s.action() instanceof Action.Press
                                        || s.action() instanceof Action.Release
                                        || s.action() instanceof Action.Wait);
        return alone && pressed.size() == 1 ? Optional.of(pressed.getFirst()) : Optional.empty();
    }

    private void press(ResetPath path, String name) {
        run.progress("a short press of " + name);
        var resets = run.resets();
        var before = resets.look(path, life.opening());
        long from = run.device().hasConsole() ? run.bench().console().position() : 0;
        long held = held(run.bench().button(name));
        boolean reset = false;
        for (int look = 0; look < LOOKS && !reset; look++) {
            run.pacing().pause(LOOK);
            var said = run.said(from);
            reset = path.marks().stream().allMatch(m -> resets.shows(m, before, said));
        }
        run.bench()
                .recorder()
                .observe(new Observation.ShortPressed(path.name(), name, held, reset));
        if (reset) {
            if (path.reboots()) {
                run.device().awaitBoot(from);
            }
            life.startAfresh(path);
            life.setUp();
        }
    }

    private long held(Button button) {
        var down = button.press();
        run.pacing().pause(SHORT);
        var up = button.release();
        return (up.monotonicNanos() - down.monotonicNanos()) / 1_000_000;
    }
}
