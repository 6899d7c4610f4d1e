package org.proofmark.certification.passwords;

import java.util.Random;
import org.proofmark.bench.Bench;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.Test;

/// The test group `passwords` of suite `uk-top-three`. It carries out procedures and records what
/// it sees; it decides nothing.
public final class PasswordsSuite {
    private final Bench bench;
    private final Ticker ticker;
    private final Pacing pacing;

    /// Made by the suite process.
    public PasswordsSuite(Bench bench) {
        this(bench, Ticker.system(), Pacing.real());
    }

    PasswordsSuite(Bench bench, Ticker ticker, Pacing pacing) {
        this.bench = bench;
        this.ticker = ticker;
        this.pacing = pacing;
    }

    /// One unit alone, or against the others: as the run's phase says.
    @Test
    public void passwords() {
        try (var run = new Run(bench, ticker, pacing, random())) {
            try {
                switch (bench.run().phase()) {
                    case COLLECT -> new CollectCase(run).run();
                    case CROSS -> new CrossCase(run).run();
                }
            } finally {
                run.keepTranscript();
            }
        }
    }

    /// The same for the same attempt, so that a run can be repeated; another for every unit.
    private Random random() {
        var run = bench.run();
        long seed = run.seed();
        seed = seed * 31 + run.unit().value().hashCode();
        seed = seed * 31 + run.attempt().number();
        return new Random(seed * 31 + (run.phase() == Phase.CROSS ? 1 : 0));
    }
}
