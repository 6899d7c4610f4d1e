package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.proofmark.bench.Bench;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.ResetPath;
import org.proofmark.domain.profile.ResetPath.Action;
import org.proofmark.domain.profile.ResetPath.ResetMark;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// Goes a way back to factory-default and proves that it led there.
final class Resets {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final Bench bench;
    private final Device device;
    private final Ticker ticker;
    private final Pacing pacing;

    Resets(Bench bench, Device device, Ticker ticker, Pacing pacing) {
        this.bench = bench;
        this.device = device;
        this.ticker = ticker;
        this.pacing = pacing;
    }

    /// The marks that were looked for.
    private record Marks(List<String> seen, List<String> missing, long first) {}

    /// Resets, proves it and waits for the device. A reset that was not seen is made once more:
    /// some devices, and some fingers, want two.
    ///
    /// @param number counts the resets of this attempt, from 1
    /// @param present what the device's credentials are at present
    /// @return where on the console the reset began
    /// @throws BenchFault `reset-not-proven` where a mark was not seen: then nobody knows what
    ///   state the device is in
    long reset(ResetPath path, int number, Map<CredentialName, Held> present) {
        return reset(
                path,
                present,
                alreadyTrue(path),
                marks ->
                        bench.recorder()
                                .observe(
                                        new Observation.ResetDone(
                                                path.name(),
                                                number,
                                                marks.missing().isEmpty(),
                                                marks.seen(),
                                                marks.missing())));
    }

    /// Resets a device that may be in any state, where there is nothing to observe in it.
    ///
    /// @param present what the device's credentials are at present, where anybody knows
    long unrecorded(ResetPath path, Map<CredentialName, Held> present) {
        return reset(path, present, Set.of(), _ -> {});
    }

    private long reset(
            ResetPath path,
            Map<CredentialName, Held> present,
            Set<ResetMark> before,
            Consumer<Marks> done) {
        long from = device.hasConsole() ? bench.console().position() : 0;
        var marks = go(path, from, present, before);
        done.accept(marks);
        if (!marks.missing().isEmpty()) {
            device.health().missed("reset by " + path.name(), path.limit());
            bench.recorder().progress("no reset was seen: once more by " + path.name());
            from = device.hasConsole() ? bench.console().position() : 0;
            marks = go(path, from, present, before);
            done.accept(marks);
        }
        if (!marks.missing().isEmpty()) {
            device.health().missed("reset by " + path.name(), path.limit());
            throw new BenchFault.TimedOut(
                    "reset-not-proven",
                    "the reset by '"
                            + path.name()
                            + "' was not seen to happen; missing: "
                            + String.join(", ", marks.missing())
                            + ". Is the button wired, and held as long as the profile says?"
                            + device.health().beside(),
                    "reset by " + path.name(),
                    path.limit(),
                    device.health().lastOutput());
        }
        if (path.reboots()) {
            device.awaitBoot(marks.first());
        }
        return from;
    }

    private Marks go(
            ResetPath path, long from, Map<CredentialName, Held> present, Set<ResetMark> before) {
        device.health().restarting("reset by " + path.name());
        var refused = steps(path, present);
        var deadline = ticker.deadline("reset by " + path.name(), path.limit());
        var marks = marks(path, from, deadline, before);
        refused.ifPresent(marks.missing()::add);
        return marks;
    }

    /// Marks that hold before the reset and so cannot show that it happened.
    private Set<ResetMark> alreadyTrue(ResetPath path) {
        var already = new HashSet<ResetMark>();
        for (var mark : path.marks()) {
            if (mark instanceof ResetMark.Accepted accepted && isAccepted(accepted)) {
                already.add(mark);
            }
        }
        return already;
    }

    private boolean isAccepted(ResetMark.Accepted mark) {
        var spec = bench.run().profile().interfaceOf(mark.interfaceName()).orElseThrow();
        return device.hold(spec, mark.dialogue(), Map.of()).outcome() == LoginOutcome.ACCEPTED;
    }

    /// Empty where every step was carried out, else what went wrong.
    private Optional<String> steps(ResetPath path, Map<CredentialName, Held> present) {
        var pressed = new HashSet<String>();
        try {
            for (var step : path.steps()) {
                var wrong = act(step.action(), pressed, present);
                if (wrong.isPresent()) {
                    return wrong;
                }
                if (!step.lasting().isZero()) {
                    pacing.pause(step.lasting());
                }
            }
        } finally {
            // a button that stays pressed would spoil all that follows
            if (!Thread.currentThread().isInterrupted()) {
                pressed.forEach(name -> bench.button(name).release());
            }
        }
        return Optional.empty();
    }

    private Optional<String> act(
            Action action, Set<String> pressed, Map<CredentialName, Held> present) {
        switch (action) {
            case Action.Press press -> {
                bench.button(press.button()).press();
                pressed.add(press.button());
            }
            case Action.Release release -> {
                bench.button(release.button()).release();
                pressed.remove(release.button());
            }
            case Action.Wait _ -> {
                // the step's time is all
            }
            case Action.PowerOn _ -> device.health().powered(bench.power().on().consolePosition());
            case Action.PowerOff _ -> bench.power().off();
            case Action.Flash flash -> {
                bench.recorder()
                        .observe(
                                new Observation.ImageFlashed(
                                        flash.image(), bench.flasher().flash(flash.image())));
                if (device.hasConsole()) {
                    // it was switched, and started for the flash
                    device.health().powered(bench.console().position());
                }
            }
            case Action.Talk talk -> {
                return talk(talk, present);
            }
        }
        return Optional.empty();
    }

    private Optional<String> talk(Action.Talk talk, Map<CredentialName, Held> present) {
        var spec = bench.run().profile().interfaceOf(talk.interfaceName()).orElseThrow();
        var held =
                talk.credential()
                        .or(() -> opening(talk.interfaceName()).map(CredentialSpec::name))
                        .map(present::get);
        var variables =
                held.map(h -> Map.of("username", h.username(), "password", h.value()))
                        .orElse(Map.of());
        var result = device.hold(spec, talk.dialogue(), variables);
        return result.outcome() == LoginOutcome.ACCEPTED
                ? Optional.empty()
                : Optional.of(
                        "dialogue "
                                + talk.dialogue()
                                + " on "
                                + spec.name()
                                + " was not accepted: "
                                + result);
    }

    private Optional<CredentialSpec> opening(InterfaceName name) {
        return bench.run().profile().credentials().stream()
                .filter(c -> c.interfaces().contains(name))
                .findFirst();
    }

    private Marks marks(ResetPath path, long from, Deadline deadline, Set<ResetMark> before) {
        var marks = new Marks(new ArrayList<>(), new ArrayList<>(), from);
        long first = Long.MAX_VALUE;
        for (var mark : path.marks()) {
            switch (mark) {
                case ResetMark.OnConsole console -> {
                    var match = device.health().await(console.pattern(), from, deadline, () -> {});
                    (match.isPresent() ? marks.seen() : marks.missing())
                            .add("console: " + console.pattern());
                    first = Math.min(first, match.map(m -> m.start()).orElse(first));
                }
                case ResetMark.Accepted accepted -> {
                    boolean shown = !before.contains(mark) && awaitAccepted(accepted, deadline);
                    (shown ? marks.seen() : marks.missing())
                            .add(
                                    accepted.interfaceName()
                                            + ": "
                                            + accepted.dialogue()
                                            + (before.contains(mark)
                                                    ? " (held before the reset, too)"
                                                    : ""));
                }
            }
        }
        return new Marks(marks.seen(), marks.missing(), first == Long.MAX_VALUE ? from : first);
    }

    private boolean awaitAccepted(ResetMark.Accepted mark, Deadline deadline) {
        while (!isAccepted(mark)) {
            if (deadline.passed()) {
                return false;
            }
            pacing.pause(LOOK_AGAIN);
        }
        return true;
    }
}
