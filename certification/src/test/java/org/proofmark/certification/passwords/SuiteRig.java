package org.proofmark.certification.passwords;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.proofmark.bench.RunContext;
import org.proofmark.bench.RunContext.KnownSecret;
import org.proofmark.bench.memory.MemoryBench;
import org.proofmark.certification.device.Paced;
import org.proofmark.certification.device.TestDevice;
import org.proofmark.certification.device.WizardDevice;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.plan.DictionaryLimit;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.time.Ticker;

/// Runs the suite on a device in this JVM; holds and waits take no time.
final class SuiteRig {
    private final Paced device;
    private final MemoryBench bench;
    private final Ticker ticker;
    private Pacing pacing;

    private SuiteRig(Paced device, MemoryBench bench, Ticker ticker, Pacing pacing) {
        this.device = device;
        this.bench = bench;
        this.ticker = ticker;
        this.pacing = pacing;
    }

    /// Waits take no time and are over all the same, by the suite's clock.
    static SuiteRig skipping(TestDevice device) {
        var skipped = new AtomicLong();
        Ticker ticker = () -> System.nanoTime() + skipped.get();
        var rig =
                of(
                        device,
                        Phase.COLLECT,
                        new Preset("test", 2, 1, 4),
                        1,
                        List.of(),
                        List.of(),
                        ticker);
        rig.pacing =
                time -> {
                    skipped.addAndGet(time.toNanos());
                    device.pass(time);
                };
        return rig;
    }

    static SuiteRig collect(TestDevice device, int resets, int tries, int attempt) {
        return of(device, Phase.COLLECT, resets, tries, attempt, List.of(), List.of());
    }

    static SuiteRig collect(WizardDevice device) {
        return of(device, Phase.COLLECT, 1, 4, 1, List.of(), List.of());
    }

    static SuiteRig collect(TestDevice device) {
        return collect(device, 2, 10, 1);
    }

    static SuiteRig cross(TestDevice device, List<KnownSecret> own, List<KnownSecret> others) {
        return of(device, Phase.CROSS, 2, 10, 1, own, others);
    }

    static SuiteRig collect(Paced device, DictionaryLimit limit) {
        return of(
                device,
                Phase.COLLECT,
                new Preset("test", 2, 1, 1, 1, limit),
                1,
                List.of(),
                List.of());
    }

    private static SuiteRig of(
            Paced device,
            Phase phase,
            int resets,
            int tries,
            int attempt,
            List<KnownSecret> own,
            List<KnownSecret> others) {
        return of(device, phase, new Preset("test", 2, resets, tries), attempt, own, others);
    }

    private static SuiteRig of(
            Paced device,
            Phase phase,
            Preset preset,
            int attempt,
            List<KnownSecret> own,
            List<KnownSecret> others) {
        return of(device, phase, preset, attempt, own, others, Ticker.system());
    }

    private static SuiteRig of(
            Paced device,
            Phase phase,
            Preset preset,
            int attempt,
            List<KnownSecret> own,
            List<KnownSecret> others,
            Ticker ticker) {
        var profile =
                ProfileCodec.parse("box.yaml", device.profile().getBytes(StandardCharsets.UTF_8));
        var context =
                new RunContext(
                        new Attempt(new RunId("r1"), attempt),
                        new UnitId("u1"),
                        phase,
                        profile,
                        preset,
                        7,
                        own,
                        others);
        return new SuiteRig(device, new MemoryBench(context, device, ticker), ticker, device::pass);
    }

    SuiteRig run() {
        try {
            new PasswordsSuite(bench, ticker, pacing).passwords();
        } finally {
            if (device.isOn()) {
                device.powerOff();
            }
        }
        return this;
    }

    MemoryBench bench() {
        return bench;
    }

    <T extends Observation> List<T> seen(Class<T> type) {
        return bench.observations().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<LoginTried> logins(SecretRole role, Predicate<LoginTried> test) {
        return seen(LoginTried.class).stream().filter(l -> l.role() == role).filter(test).toList();
    }
}
