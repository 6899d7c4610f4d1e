package org.proofmark.cli.population;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.analysis.ListFacts;
import org.proofmark.credential.analysis.PopulationPicture;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.strength.WordLists;

/// Reads a list once to count, to find equal passwords and to draw a sample; where values are equal
/// or something explains the sample, a second time, to name what is equal and to count over all
/// units what is explained. Memory does not grow with the list but for repeated values, eight bytes
/// each.
public final class ListAnalysis {
    private static final int NAMED_GROUPS = 20;

    private final List<String> identifiers;
    private final List<String> salts;
    private final Claim claim;
    private final DoubleConsumer progress;

    /// What came out.
    ///
    /// @param picture of the units that were searched deeply
    /// @param rows of the list, without its header
    /// @param leftOut rows that are not part of the analysis
    /// @param odd rows that are, without a value that could not be read
    /// @param problems the first of both
    public record Result(
            PopulationReport report,
            PopulationPicture picture,
            long rows,
            long leftOut,
            long odd,
            List<Line> problems) {
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
        boolean deep = !(claim instanceof Claim.Unique);
        if (deep) {
            // They take as long to read as a million rows do.
            Thread.ofVirtual().name("word-lists").start(WordLists::words);
        }
        try (var file = ListFile.open(argument, in)) {
            var rows = file.rows(identifiers);
            var first = new FirstPass(file, deep, part -> progress.accept(part / 2));
            rows.read(first);
            first.check();
            var analyser = new DerivationAnalyser();
            var study = new Study(first.sample(), salts);
            var searched =
                    first.looked() ? analyser.search(study) : DerivationAnalyser.Searched.NOTHING;
            var second = new SecondPass(first, searched, part -> progress.accept(0.5 + part / 2));
            if (second.isNeeded()) {
                rows.read(second);
            }
            return result(first, second, study, analyser, searched);
        }
    }

    private Result result(
            FirstPass first,
            SecondPass second,
            Study study,
            DerivationAnalyser analyser,
            DerivationAnalyser.Searched searched) {
        var tallies = second.isNeeded() ? second.tallies() : first.tallies();
        var facts =
                new ListFacts(
                        tallies.units(),
                        first.looked(),
                        second.shared().largest(NAMED_GROUPS),
                        second.shared().groups(),
                        second.shared().units(),
                        tallies.empty(),
                        tallies.emptyIds(),
                        tallies.problems().leftOut());
        var confirmed = new ArrayList<>(second.confirmed());
        if (first.looked()) {
            first.macs().finding().filter(f -> isNews(f, confirmed)).ifPresent(confirmed::add);
        }
        var report = analyser.judge(study, facts, claim, searched.with(confirmed));
        return new Result(
                report,
                PopulationPicture.of(study),
                first.rows(),
                tallies.problems().leftOut(),
                tallies.problems().oddRows(),
                tallies.problems().shown().stream()
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
}
