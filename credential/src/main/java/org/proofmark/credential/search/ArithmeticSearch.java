package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// The password as a number that is `step × identifier + constant`, or `identifier XOR constant`,
/// in any base.
final class ArithmeticSearch implements Detector {
    /// A line is fitted through this many pairs of units: enough where some units do not fit.
    private static final int PAIRS = 8;

    private static final int FORMS = 4;

    /// A unit with both of its numbers.
    private record Point(PopulationUnit unit, long from, long to) {}

    /// `to = step × from + constant` modulo a range, or with XOR instead.
    private record Line(boolean xor, long step, long constant, long range) {
        boolean holds(long from, long to) {
            return xor
                    ? ((from & (range - 1)) ^ constant) == to
                    : Math.floorMod(step * from + constant - to, range) == 0;
        }

        String describe() {
            return xor
                    ? String.format(Locale.ROOT, "XOR 0x%x", constant)
                    : String.format(Locale.ROOT, "× %d + %d", step, constant);
        }
    }

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        if (study.size() < 2) {
            return List.of();
        }
        var sources = NumberSource.of(study);
        var numerals = numerals(study);
        long tried = (long) sources.size() * numerals.size() * FORMS;
        trials.add("arithmetic on identifiers", tried);
        var found = new ArrayList<PopulationFinding>();
        for (NumberSource source : sources) {
            for (Numeral numeral : numerals) {
                found.addAll(search(study, source, numeral, (double) tried));
            }
        }
        found.sort(
                Comparator.comparingLong((PopulationFinding f) -> -f.unitsExplained())
                        .thenComparingDouble(PopulationFinding::log10Coincidence));
        return found.subList(0, Math.min(1, found.size()));
    }

    private static List<Numeral> numerals(Study study) {
        return Numeral.ALL.stream()
                .filter(n ->
                        study.units().stream().allMatch(u -> n.read(study.core(u)).isPresent()))
                .toList();
    }

    private static List<PopulationFinding> search(
            Study study, NumberSource source, Numeral numeral, double tried) {
        var points = new ArrayList<Point>();
        for (PopulationUnit unit : study.units()) {
            var from = source.value().apply(unit);
            var to = numeral.read(study.core(unit));
            if (from.isPresent() && to.isPresent()) {
                points.add(new Point(unit, from.getAsLong(), to.getAsLong()));
            }
        }
        if (points.stream().map(Point::from).distinct().count() < 2) {
            return List.of();
        }
        var found = new ArrayList<PopulationFinding>();
        for (Line line : lines(study, points, numeral)) {
            var explained =
                    points.stream().filter(p -> line.holds(p.from, p.to)).map(Point::unit).toList();
            finding(study, source, numeral, line, explained, points, tried).ifPresent(found::add);
        }
        return found;
    }

    private static Set<Line> lines(Study study, List<Point> points, Numeral numeral) {
        long range = numeral.range(Math.min(numeral.maxLength(), length(study)));
        var lines = new HashSet<Line>();
        int stride = Math.max(1, points.size() / PAIRS);
        for (int i = 0; i + 1 < points.size(); i += stride) {
            var left = points.get(i);
            var right = points.get(i + 1);
            for (long step : new long[] {1, -1}) {
                lines.add(line(left, step, range));
            }
            long run = right.from - left.from;
            if (run != 0 && (right.to - left.to) % run == 0) {
                lines.add(line(left, (right.to - left.to) / run, range));
            }
            if (Long.bitCount(range) == 1) {
                lines.add(new Line(true, 0, (left.from & (range - 1)) ^ left.to, range));
            }
        }
        lines.removeIf(line -> !line.xor && line.step == 0);
        return lines;
    }

    private static Line line(Point through, long step, long range) {
        return new Line(false, step, Math.floorMod(through.to - step * through.from, range), range);
    }

    private static int length(Study study) {
        return study.units().stream().mapToInt(u -> study.core(u).length()).max().orElse(0);
    }

    private static Optional<PopulationFinding> finding(
            Study study,
            NumberSource source,
            Numeral numeral,
            Line line,
            List<PopulationUnit> explained,
            List<Point> points,
            double tried) {
        // Units with one number and one value would be a shared password; each counts once.
        long different =
                points.stream()
                        .filter(p -> line.holds(p.from, p.to))
                        .map(Point::from)
                        .distinct()
                        .count();
        if (different < 2 || different < explained.size()) {
            return Optional.empty();
        }
        boolean counts = !line.xor && numbersAreClose(points);
        var way = source.name() + " " + line.describe() + " → " + numeral.name() + framed(study);
        return Chance.judge(
                study,
                new Chance.Claim(
                        kind(source, counts),
                        way,
                        explanation(source, numeral, line, counts),
                        explained,
                        tried * (line.xor ? 1 : 2.0 * Math.abs(line.step) + 1),
                        -perUnit(study, numeral),
                        1,
                        true,
                        0,
                        Optional.of(test(study, source, numeral, line))));
    }

    private static FindingClass kind(NumberSource source, boolean counts) {
        return counts
                ? FindingClass.COUNTER
                : source.isPublic() ? FindingClass.PUBLIC : FindingClass.IDENTIFIER;
    }

    /// A serial number counts; so does a password that follows it. An address is an identifier
    /// first.
    private static boolean numbersAreClose(List<Point> points) {
        return points.getFirst().unit.field("serial").isPresent()
                && points.stream().noneMatch(p -> p.from > 1L << 40);
    }

    private static String explanation(
            NumberSource source, Numeral numeral, Line line, boolean counts) {
        var relation =
                line.xor
                        ? "is " + source.name() + " combined bit by bit (XOR) with one constant"
                        : String.format(
                                Locale.ROOT,
                                "goes up by %d when %s goes up by 1",
                                line.step,
                                source.name());
        return "What differs between the passwords, read as a "
                + numeral.name()
                + " number, "
                + relation
                + (counts ? ": passwords are counted" : "")
                + ". One unit's password and number give every other's. Draw passwords at random.";
    }

    private static double perUnit(Study study, Numeral numeral) {
        double seen =
                study.shape().length() > 0 ? study.shape().log10Values() : Double.POSITIVE_INFINITY;
        int shortest = study.units().stream().mapToInt(u -> study.core(u).length()).min().orElse(1);
        return Math.min(seen, shortest * Math.log10(numeral.base()));
    }

    static String framed(Study study) {
        var frame = study.frame();
        return frame.prefix().isEmpty() && frame.suffix().isEmpty()
                ? ""
                : " between "
                        + frame.prefix().length()
                        + " and "
                        + frame.suffix().length()
                        + (frame.suffix().length() == 1
                                ? " character that is the same on all units"
                                : " characters that are the same on all units");
    }

    private static Predicate<PopulationUnit> test(
            Study study, NumberSource source, Numeral numeral, Line line) {
        var frame = study.frame();
        return unit -> {
            var folded = Study.fold(unit.password());
            var from = source.value().apply(unit);
            var to = frame.holds(folded) ? numeral.read(frame.core(folded)) : OptionalLong.empty();
            return from.isPresent()
                    && to.isPresent()
                    && line.holds(from.getAsLong(), to.getAsLong());
        };
    }
}
