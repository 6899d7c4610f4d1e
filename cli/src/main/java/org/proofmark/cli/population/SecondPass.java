package org.proofmark.cli.population;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;

/// Names what is equal, leaves repeated units out, confirms.
final class SecondPass implements RowSource.Sink {
    private final RowHash hash;

    /// Two values that one hash confuses, another does not.
    private final RowHash check;

    private final long[] repeatedIds;
    private final boolean[] idSeen;
    private final long[] idChecks;
    private final boolean secretsRepeat;
    private final SharedPasswords shared;
    private final Tallies tallies = new Tallies();
    private final List<Confirmation> confirmations;
    private final DoubleConsumer progress;

    SecondPass(FirstPass first, DerivationAnalyser.Searched searched, DoubleConsumer progress) {
        this.hash = first.hash();
        this.check = RowHash.keyed();
        this.repeatedIds = first.ids().repeated();
        this.idSeen = new boolean[repeatedIds.length];
        this.idChecks = new long[repeatedIds.length];
        var repeatedSecrets = first.secrets().repeated();
        this.secretsRepeat = repeatedSecrets.length > 0;
        this.shared = new SharedPasswords(repeatedSecrets);
        this.confirmations = searched.findings().stream().map(Confirmation::new).toList();
        this.progress = progress;
    }

    /// Whether the list must be read again: else the first pass has said all.
    boolean isNeeded() {
        return repeatedIds.length > 0 || secretsRepeat || !confirmations.isEmpty();
    }

    @Override
    public void row(ListRow row) {
        if (isSecondTime(row)) {
            tallies.problems()
                    .leaveOut(
                            row.line(),
                            "unit '"
                                    + row.id()
                                    + "' stands in the list before; a unit has one row");
            return;
        }
        tallies.row(row);
        if (secretsRepeat && row.hasSecret()) {
            shared.row(row, hash, check);
        }
        if (!confirmations.isEmpty()) {
            var unit = row.passingUnit();
            confirmations.forEach(c -> c.unit(unit));
        }
    }

    private boolean isSecondTime(ListRow row) {
        if (repeatedIds.length == 0) {
            return false;
        }
        int index = Arrays.binarySearch(repeatedIds, row.idHash(hash));
        if (index < 0) {
            return false;
        }
        if (idSeen[index]) {
            return idChecks[index] == row.idHash(check);
        }
        idSeen[index] = true;
        idChecks[index] = row.idHash(check);
        return false;
    }

    @Override
    public void malformed(long line, String what) {
        tallies.problems().leaveOut(line, what);
    }

    @Override
    public void progress(double part) {
        progress.accept(part);
    }

    Tallies tallies() {
        return tallies;
    }

    SharedPasswords shared() {
        return shared;
    }

    /// The sample's findings, counted over the list.
    List<PopulationFinding> confirmed() {
        return confirmations.stream().map(Confirmation::finding).toList();
    }

    /// A finding of the sample, counted over all units.
    private static final class Confirmation {
        private final PopulationFinding sampled;
        private long explained;
        private Optional<String> missed = Optional.empty();

        Confirmation(PopulationFinding sampled) {
            this.sampled = sampled;
        }

        void unit(PopulationUnit unit) {
            if (sampled.test().isEmpty()) {
                return;
            }
            if (sampled.test().get().test(unit)) {
                explained++;
            } else if (missed.isEmpty()) {
                missed = Optional.of(unit.id());
            }
        }

        PopulationFinding finding() {
            return sampled.test().isEmpty() ? sampled : sampled.over(explained, missed);
        }
    }
}
