package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;

/// What the device does against somebody who tries one password after the other (EN 303 645 5.1-5;
/// TS 103 701 test group 5.1-5): wrong ones as fast as it answers, then the right one at once.
final class BruteForce {
    /// NIST SP 800-63B wants at most 100 failed tries in a row; devices that lock do so within ten.
    private static final int TRIES = 50;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LAST = 5;

    private final Run run;
    private final Life life;

    BruteForce(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /// On a device that a user has set up, or whose factory password opens it. It may be locked
    /// afterwards, and was switched off and on.
    void probe() {
        for (var credential : run.profile().credentials()) {
            var right = life.usersOwn(credential).or(() -> life.present(credential));
            for (var spec : run.interfaces(credential)) {
                if (right.isPresent() && onNetwork(spec)) {
                    measure(credential, spec, right.get());
                }
            }
        }
        run.ended(Observation.CaseEnded.BRUTE_FORCE);
    }

    private static boolean onNetwork(InterfaceSpec spec) {
        return spec.protocol() != InterfaceProtocol.UART
                && (spec.protocol() == InterfaceProtocol.SSH
                        || spec.dialogue(InterfaceSpec.LOGIN).isPresent());
    }

    private void measure(CredentialSpec credential, InterfaceSpec spec, Held right) {
        run.progress("wrong passwords in a row on " + spec.name());
        if (run.login(spec, right.username(), right.value()) != LoginOutcome.ACCEPTED) {
            // then nobody could tell a lock-out from anything else
            return;
        }
        var times = new ArrayList<Long>();
        var ended = LoginOutcome.REFUSED;
        var deadline = run.ticker().deadline("wrong passwords on " + spec.name(), LIMIT);
        while (ended == LoginOutcome.REFUSED && times.size() < TRIES && !deadline.passed()) {
            long from = run.ticker().nanos();
            ended = run.login(spec, right.username(), run.freshPassword());
            if (ended == LoginOutcome.REFUSED) {
                times.add((run.ticker().nanos() - from) / 1_000_000);
            }
        }
        long millis = deadline.elapsed().toMillis();
        var afterwards =
                ended == LoginOutcome.REFUSED
                        ? run.login(spec, right.username(), right.value())
                        : LoginOutcome.LOCKED;
        run.bench()
                .recorder()
                .observe(
                        new Observation.BruteForced(
                                spec.name().value(),
                                credential.name().value(),
                                life.stage(),
                                times.size(),
                                millis,
                                median(times),
                                ended,
                                afterwards));
        run.progress("power cycle after wrong passwords");
        run.device().coldStart();
        run.logins().booted();
    }

    private static long median(List<Long> times) {
        var last = times.subList(Math.max(0, times.size() - LAST), times.size()).stream().sorted();
        var sorted = last.toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
