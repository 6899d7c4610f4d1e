package org.proofmark.certification.passwords;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.ResetPath;

/// Resets a device twice at the same time after its power-on, with its clock at the same instant
/// where the slot can set it. A password that a reset makes from that time or that clock comes out
/// the same, on this unit and on others.
final class EqualStarts {
    private static final int STARTS = 2;

    /// All units of a model boot in about the same time; the reset comes at the next multiple of
    /// this, so that they are all alike.
    private static final long ROUND_MILLIS = 5000;

    /// What talks over the network takes its time in varying length.
    private static final long SPARE_MILLIS = 1500;

    /// The same for all units and campaigns; not in the past of a firmware that was built when this
    /// was.
    static final Instant CLOCK = Instant.parse("2027-01-01T00:00:00Z");

    private final Run run;
    private final Life life;
    private boolean clockSet;

    EqualStarts(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /// Only where a reset gives new values.
    void probe(ResetPath path) {
        var fresh = run.profile().credentials().stream().filter(EqualStarts::madeAtReset).toList();
        if (!fresh.isEmpty()) {
            long uptime = 0;
            for (int start = 0; start < STARTS; start++) {
                uptime = start(path, fresh, uptime);
            }
            if (clockSet) {
                run.progress("power off and on, with the present time again");
                run.device().coldStart();
                run.logins().booted();
                life.startAfresh(path);
            }
        }
        run.ended(Observation.CaseEnded.EQUAL_STARTS);
    }

    private static boolean madeAtReset(CredentialSpec credential) {
        return credential.factory() instanceof FactorySource.Uart
                || credential.factory() instanceof FactorySource.Page;
    }

    /// @param uptime when to reset, in milliseconds after power-on; 0 = the device's boot decides
    private long start(ResetPath path, List<CredentialSpec> fresh, long uptime) {
        run.progress("power off, on, and a reset at a fixed time");
        boolean set = run.device().coldStart(CLOCK);
        clockSet |= set;
        run.logins().booted();
        long booted = (run.ticker().nanos() - run.device().poweredAtTicks()) / 1_000_000;
        long at = uptime > 0 ? uptime : ((booted + SPARE_MILLIS) / ROUND_MILLIS + 1) * ROUND_MILLIS;
        run.pacing().pause(Duration.ofMillis(Math.max(0, at - booted)));
        life.startAfresh(path);
        for (var credential : fresh) {
            life.factory(credential)
                    .ifPresent(held ->
                            run.bench()
                                    .recorder()
                                    .observe(
                                            new Observation.StartedAlike(
                                                    credential.name().value(),
                                                    life.stage(),
                                                    held.secret().id(),
                                                    at,
                                                    set ? Optional.of(CLOCK) : Optional.empty())));
        }
        return at;
    }
}
