package org.proofmark.cli.population;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.analysis.ListFacts;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// Reads a list twice: first to count, to find equal passwords and to draw a sample, then to name
/// what is equal and to confirm over all units what explains the sample. Memory does not grow with
/// the list but for repeated values, eight bytes each.
public final class ListAnalysis {
    private static final int NAMED_GROUPS = 20;

    private final List<String> identifiers;
    private final List<String> salts;
    private final Claim claim;
    private final DoubleConsumer progress;

    /// What came out.
    ///
    /// @param rows of the list, without its header
    /// @param leftOut rows that are not part of the analysis
    /// @param odd rows that are, without a value that could not be read
    /// @param problems the first of both
    public record Result(
            PopulationReport report, long rows, long leftOut, long odd, List<Line> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /// A problem with its line, the first being 1.
    public record Line(long line, String text, boolean leftOut) {}

    /// @param identifiers the columns that passwords are compared with; empty for all
    /// @param salts strings of the firmware
    /// @param progress told 0 to 1 now and then
    public ListAnalysis(
            List<String> identifiers, List<String> salts, Claim claim, DoubleConsumer progress) {
        this.identifiers = List.copyOf(identifiers);
        this.salts = List.copyOf(salts);
        this.claim = claim;
        this.progress = progress;
    }

    /// Analyses a list.
    ///
    /// @param argument a path, or `-` for `in`
    /// @throws UnusableInput where there is no list to analyse
    public Result analyse(String argument, InputStream in) {
        try (var file = ListFile.open(argument, in)) {
            var rows = file.rows(identifiers);
            var first = new FirstPass(file);
            rows.read(first);
            first.check();
            var ids = first.ids.repeated();
            var second = new SecondPass(first, ids, first.secrets.repeated());
            rows.read(second);
            return result(first, second);
        }
    }

    private Result result(FirstPass first, SecondPass second) {
        var facts =
                new ListFacts(
                        second.units,
                        first.plain,
                        second.shared.largest(NAMED_GROUPS),
                        second.shared.groups(),
                        second.shared.units(),
                        second.empty,
                        second.emptyIds,
                        second.problems.leftOut());
        var confirmed = new ArrayList<PopulationFinding>();
        second.confirmations.forEach(c -> confirmed.add(c.finding()));
        if (first.plain) {
            first.tally.finding().filter(f -> isNews(f, confirmed)).ifPresent(confirmed::add);
        }
        var report =
                second.analyser.judge(second.study, facts, claim, second.searched.with(confirmed));
        return new Result(
                report,
                first.rows + first.malformed,
                second.problems.leftOut(),
                second.problems.oddRows(),
                second.problems.shown().stream()
                        .map(p -> new Line(p.line(), p.text(), p.leftOut()))
                        .toList());
    }

    /// A search that explains as many units says more.
    private static boolean isNews(PopulationFinding tally, List<PopulationFinding> confirmed) {
        return confirmed.stream()
                .noneMatch(f ->
                        f.weight() == PopulationFinding.Weight.BREAKS
                                && f.unitsExplained() >= tally.unitsExplained() / 2);
    }

    /// Counts, hashes, samples.
    private final class FirstPass implements RowSource.Sink {
        private final RowHash hash = RowHash.keyed();
        private final RepeatedHashes ids;
        private final RepeatedHashes secrets;
        private final Sample sample = new Sample();
        private final MacTally tally = new MacTally();
        private final String name;
        private boolean plain = true;
        private long rows;
        private long malformed;
        private Optional<Line> firstProblem = Optional.empty();

        FirstPass(ListFile file) {
            this.name = file.name();
            this.ids = new RepeatedHashes(file.folder(), RepeatedHashes.PART);
            this.secrets = new RepeatedHashes(file.folder(), RepeatedHashes.PART);
        }

        @Override
        public void row(ListRow row) {
            plain = row.columns().plain();
            rows++;
            ids.add(hash.of(row.id()));
            var secret = row.secret();
            if (!secret.isEmpty()) {
                secrets.add(hash.of(secret));
            }
            if (plain) {
                sample.row(row);
                tally.row(row);
            }
        }

        @Override
        public void malformed(long line, String what) {
            malformed++;
            if (firstProblem.isEmpty()) {
                firstProblem = Optional.of(new Line(line, what, true));
            }
        }

        @Override
        public void progress(double part) {
            progress.accept(part / 2);
        }

        void check() {
            if (rows == 0) {
                throw new UnusableInput(
                        firstProblem
                                .map(p ->
                                        name
                                                + ":"
                                                + p.line
                                                + ": "
                                                + p.text
                                                + "; no row can be used")
                                .orElse(name + ": the list has a header and no units"));
            }
        }
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

    /// Names what is equal, leaves repeated units out, confirms.
    private final class SecondPass implements RowSource.Sink {
        private final RowHash hash;
        private final long[] repeatedIds;
        private final boolean[] idSeen;
        private final SharedPasswords shared;
        private final Problems problems = new Problems();
        private final DerivationAnalyser analyser = new DerivationAnalyser();
        private final Study study;
        private final DerivationAnalyser.Searched searched;
        private final List<Confirmation> confirmations;
        private final List<String> emptyIds = new ArrayList<>();
        private long units;
        private long empty;

        SecondPass(FirstPass first, long[] repeatedIds, long[] repeatedSecrets) {
            this.hash = first.hash;
            this.repeatedIds = repeatedIds;
            this.idSeen = new boolean[repeatedIds.length];
            this.shared = new SharedPasswords(repeatedSecrets);
            this.study = new Study(first.sample.units(), salts);
            this.searched = analyser.search(study);
            this.confirmations = searched.findings().stream().map(Confirmation::new).toList();
        }

        @Override
        public void row(ListRow row) {
            if (isSecondTime(row)) {
                problems.leaveOut(
                        row.line(),
                        "unit '" + row.id() + "' stands in the list before; a unit has one row");
                return;
            }
            row.oddity().ifPresent(what -> problems.odd(row.line(), what));
            units++;
            var secret = row.secret();
            if (secret.isEmpty()) {
                empty++;
                if (emptyIds.size() < PopulationFinding.MAX_EXAMPLES) {
                    emptyIds.add(row.id());
                }
            } else {
                shared.row(hash.of(secret), row.id());
            }
            if (!confirmations.isEmpty()) {
                var unit = row.unit();
                confirmations.forEach(c -> c.unit(unit));
            }
        }

        private boolean isSecondTime(ListRow row) {
            if (repeatedIds.length == 0) {
                return false;
            }
            int index = Arrays.binarySearch(repeatedIds, hash.of(row.id()));
            if (index < 0) {
                return false;
            }
            boolean before = idSeen[index];
            idSeen[index] = true;
            return before;
        }

        @Override
        public void malformed(long line, String what) {
            problems.leaveOut(line, what);
        }

        @Override
        public void progress(double part) {
            progress.accept(0.5 + part / 2);
        }
    }
}
