package org.proofmark.cli.population;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.credential.population.PopulationUnit;

/// Counts, hashes, samples.
final class FirstPass implements RowSource.Sink {
    private final RowHash hash = RowHash.keyed();
    private final RepeatedHashes ids;
    private final RepeatedHashes secrets;
    private final Sample sample = new Sample();
    private final MacTally macs = new MacTally();
    private final Tallies tallies = new Tallies();
    private final String name;
    private final boolean deep;
    private final DoubleConsumer progress;
    private boolean plain = true;
    private long rows;
    private Optional<ListAnalysis.Line> firstProblem = Optional.empty();

    /// @param deep whether more is asked than whether passwords are equal
    FirstPass(ListFile file, boolean deep, DoubleConsumer progress) {
        this.name = file.name();
        this.deep = deep;
        this.progress = progress;
        this.ids = new RepeatedHashes(file.folder(), RepeatedHashes.LIMIT);
        this.secrets = new RepeatedHashes(file.folder(), RepeatedHashes.LIMIT);
    }

    @Override
    public void row(ListRow row) {
        plain = row.columns().plain();
        rows++;
        ids.add(row.idHash(hash));
        if (row.hasSecret()) {
            secrets.add(row.secretHash(hash));
        }
        tallies.row(row);
        if (looked()) {
            sample.row(row);
            macs.row(row);
        }
    }

    @Override
    public void malformed(long line, String what) {
        rows++;
        tallies.problems().leaveOut(line, what);
        if (firstProblem.isEmpty()) {
            firstProblem = Optional.of(new ListAnalysis.Line(line, what, true));
        }
    }

    @Override
    public void progress(double part) {
        progress.accept(part);
    }

    /// Fails where there is no unit.
    void check() {
        if (tallies.units() > 0) {
            return;
        }
        throw new UnusableInput(
                firstProblem
                        .map(p -> name + ":" + p.line() + ": " + p.text() + "; no row can be used")
                        .orElse(name + ": the list has a header and no units"));
    }

    /// Whether passwords themselves are looked at: there are some, and more is asked than whether
    /// they are equal.
    boolean looked() {
        return plain && deep;
    }

    /// Rows of the list, those included that could not be read.
    long rows() {
        return rows;
    }

    RowHash hash() {
        return hash;
    }

    RepeatedHashes ids() {
        return ids;
    }

    RepeatedHashes secrets() {
        return secrets;
    }

    List<PopulationUnit> sample() {
        return sample.units();
    }

    MacTally macs() {
        return macs;
    }

    Tallies tallies() {
        return tallies;
    }
}
