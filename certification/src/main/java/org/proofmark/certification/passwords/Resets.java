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
import org.proofmark.bench.ConsoleText;
import org.proofmark.certification.passwords.ResetMarks.Before;
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
    private final ResetMarks marks;

    /// @param marks of this attempt: what it has learnt of them is kept there
    Resets(Bench bench, Device device, Ticker ticker, Pacing pacing, ResetMarks marks) {
        this.bench = bench;
        this.device = device;
        this.ticker = ticker;
        this.pacing = pacing;
        this.marks = marks;
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
                look(path, present),
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
        return reset(path, present, Before.unknown(), _ -> {});
    }

    private long reset(
            ResetPath path,
            Map<CredentialName, Held> present,
            Before before,
            Consumer<Marks> done) {
        long from = device.hasConsole() ? bench.console().position() : 0;
        var seen = go(path, from, present, before);
        done.accept(seen);
        if (!seen.missing().isEmpty()) {
            device.health().missed("reset by " + path.name(), path.limit());
            bench.recorder().progress("no reset was seen: once more by " + path.name());
            from = device.hasConsole() ? bench.console().position() : 0;
            seen = go(path, from, present, before);
            done.accept(seen);
        }
        if (!seen.missing().isEmpty()) {
            device.health().missed("reset by " + path.name(), path.limit());
            throw new BenchFault.TimedOut(
                    "reset-not-proven",
                    "the reset by '"
                            + path.name()
                            + "' was not seen to happen; missing: "
                            + String.join(", ", seen.missing())
                            + ". Is the button wired, and held as long as the profile says?"
                            + device.health().beside(),
                    "reset by " + path.name(),
                    path.limit(),
                    device.health().lastOutput());
        }
        if (path.reboots()) {
            device.awaitBoot(seen.first());
        }
        return from;
    }

    private Marks go(ResetPath path, long from, Map<CredentialName, Held> present, Before before) {
        device.health().restarting("reset by " + path.name());
        var refused = steps(path, present);
        var deadline = ticker.deadline("reset by " + path.name(), path.limit());
        var seen = await(path, from, deadline, before);
        refused.ifPresent(seen.missing()::add);
        return seen;
    }

    /// Looks at what the marks are before the reset.
    Before look(ResetPath path, Map<CredentialName, Held> present) {
        return marks.look(path, (name, _) -> access(name, Optional.empty(), present));
    }

    /// True where a mark shows now.
    ///
    /// @param said what the console said since the first step began
    boolean shows(ResetMark mark, Before before, ConsoleText said) {
        return before.uselessness(mark).isEmpty()
                && (mark instanceof ResetMark.OnConsole console
                        ? said.shows(console.pattern())
                        : marks.shows(mark, before));
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
        var variables = access(talk.interfaceName(), talk.credential(), present);
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

    /// What a dialogue may have: the present value of a credential, else of the first that opens
    /// the interface.
    private Map<String, String> access(
            InterfaceName name,
            Optional<CredentialName> credential,
            Map<CredentialName, Held> present) {
        return credential
                .or(() -> opening(name).map(CredentialSpec::name))
                .map(present::get)
                .map(h -> Map.of("username", h.username(), "password", h.value()))
                .orElse(Map.of());
    }

    private Optional<CredentialSpec> opening(InterfaceName name) {
        return bench.run().profile().credentials().stream()
                .filter(c -> c.interfaces().contains(name))
                .findFirst();
    }

    private Marks await(ResetPath path, long from, Deadline deadline, Before before) {
        var all = new Marks(new ArrayList<>(), new ArrayList<>(), from);
        long first = Long.MAX_VALUE;
        for (var mark : path.marks()) {
            var useless = before.uselessness(mark);
            boolean shown;
            if (mark instanceof ResetMark.OnConsole console) {
                var match = device.health().await(console.pattern(), from, deadline, () -> {});
                first = Math.min(first, match.map(m -> m.start()).orElse(first));
                shown = match.isPresent();
            } else {
                shown = useless.isEmpty() && awaitShown(mark, before, deadline);
            }
            (shown ? all.seen() : all.missing())
                    .add(ResetMarks.words(mark) + useless.map(why -> " (" + why + ")").orElse(""));
        }
        return new Marks(all.seen(), all.missing(), first == Long.MAX_VALUE ? from : first);
    }

    private boolean awaitShown(ResetMark mark, Before before, Deadline deadline) {
        while (!marks.shows(mark, before)) {
            if (deadline.passed()) {
                return false;
            }
            pacing.pause(LOOK_AGAIN);
        }
        return true;
    }
}
