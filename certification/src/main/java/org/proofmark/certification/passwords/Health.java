package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.bench.Bench;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Console.Match;
import org.proofmark.bench.watch.DeviceTrouble;
import org.proofmark.bench.watch.DeviceWatch;
import org.proofmark.bench.watch.LastOutput;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// Looks at the console, wherever the device is waited for, whether the device still runs. A panic,
/// a boot loop and resets by a watchdog end the attempt with a fault of their own: what a device
/// does while it breaks down says nothing about its passwords. Without a console it sees nothing.
final class Health {
    /// How often is looked around while something is awaited on the console: longer than a console
    /// must be quiet for a pattern that more input could change.
    static final Duration SLICE = Duration.ofMillis(2500);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /// A device that goes on talking for so long after the word of a panic lives.
    private static final Duration DOUBT = Duration.ofSeconds(30);

    private final Bench bench;
    private final Ticker ticker;
    private final Pacing pacing;
    private final DeviceWatch watch;
    private final boolean console;
    private long since;

    Health(Bench bench, Ticker ticker, Pacing pacing) {
        this.bench = bench;
        this.ticker = ticker;
        this.pacing = pacing;
        this.console = bench.run().profile().wiring().contains("console");
        this.watch = DeviceWatch.of(bench.run().profile(), ticker);
    }

    /// The device was given power here.
    void powered(long position) {
        since = position;
        watch.begin(position);
    }

    /// Something begins that makes the device start anew.
    void restarting(String step) {
        check(step);
        since = watch.position();
        watch.restarting();
    }

    /// The device was seen at work.
    ///
    /// @throws BenchFault where it broke down on the way
    void ready(String step) {
        check(step);
        since = watch.position();
        watch.ready();
    }

    /// @throws BenchFault where it is certain that the device has broken down, whatever it answers
    private void check(String step) {
        listen();
        end(watch.trouble(), step, Duration.ZERO);
    }

    /// Something is awaited and has not come yet.
    ///
    /// @throws BenchFault where it is certain that the device has broken down
    void overdue(String step) {
        listen();
        end(watch.overdue(), step, Duration.ZERO);
    }

    private void end(Optional<DeviceTrouble> trouble, String step, Duration waited) {
        if (trouble.isPresent()) {
            throw new BenchFault.Hardware(
                    new Fault(
                            trouble.get().code(),
                            trouble.get().what(),
                            step,
                            waited,
                            lastOutput()));
        }
    }

    private void listen() {
        if (console) {
            watch.feed(bench.console().since(watch.position()));
        }
    }

    /// The device did not answer: waits until it is certain whether a panic is why, where one was
    /// said. A device that goes on talking is not blamed.
    ///
    /// @throws BenchFault where it is
    void unanswered(String step) {
        overdue(step);
        var deadline = ticker.deadline(step, DOUBT);
        while (watch.suspects() && !deadline.passed()) {
            pacing.pause(LOOK_AGAIN);
            overdue(step);
        }
    }

    /// What was awaited did not come within its limit: throws the reason that the console gives.
    ///
    /// @throws BenchFault where it gives one
    void missed(String step, Duration limit) {
        listen();
        end(watch.atLimit(), step, limit);
    }

    /// What the device said last, for a fault.
    String lastOutput() {
        return console ? LastOutput.of(bench.console().since(since)) : "";
    }

    /// Waits for a pattern on the console.
    ///
    /// @param from where on the console it may begin
    /// @param meanwhile done again and again
    /// @return empty where it did not come
    /// @throws BenchFault as soon as it is certain that the device has broken down
    Optional<Match> await(Pattern pattern, long from, Deadline deadline, Runnable meanwhile) {
        meanwhile.run();
        while (deadline.remaining().compareTo(SLICE) > 0) {
            var match = bench.console().await(deadline.step(), List.of(pattern), from, SLICE);
            if (match.isPresent()) {
                return match;
            }
            meanwhile.run();
            overdue(deadline.step());
        }
        return bench.console().await(deadline.step(), List.of(pattern), from, deadline.remaining());
    }

    /// The fault of a pattern that did not come.
    ///
    /// @throws BenchFault with the reason that the console gives, where it gives one
    BenchFault absent(Pattern pattern, Deadline deadline) {
        missed(deadline.step(), deadline.limit());
        return new BenchFault.TimedOut(
                "console-timeout",
                "the console did not show "
                        + pattern
                        + " within "
                        + deadline.limit().toMillis()
                        + " ms"
                        + watch.beside(),
                deadline.step(),
                deadline.limit(),
                lastOutput());
    }

    /// What else the console tells, for a fault of another name.
    String beside() {
        return watch.beside();
    }
}
