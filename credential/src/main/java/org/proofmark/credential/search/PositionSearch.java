package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Shape;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.transform.Input;

/// Each character of the password from one character of an identifier: permutations, and
/// substitutions by one table for all positions or a table for each.
final class PositionSearch implements Detector {
    /// A search for a common table that takes more steps than this is given up.
    private static final int MAX_STEPS = 50_000;

    /// Fewer different values than this, or one in so many units, are a prefix by policy (such as a
    /// batch's), not a part of a password.
    private static final int POLICY_VALUES = 4;

    private static final int POLICY_SHARE = 8;

    /// Passwords and identifiers with other characters are left to the other searches.
    private static final int CHARACTERS = 128;

    /// The columns of password and identifier.
    private static final class Grid {
        private final String source;
        private final char[][] from;
        private final char[][] to;
        private final List<Integer> positions;

        Grid(String source, char[][] from, char[][] to, List<Integer> positions) {
            this.source = source;
            this.from = from;
            this.to = to;
            this.positions = positions;
        }

        int units() {
            return to.length;
        }

        int width() {
            return from[0].length;
        }
    }

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        var shape = study.shape();
        if (study.size() < 2 || shape.length() == 0 || shape.variable().isEmpty()) {
            return List.of();
        }
        var sources = new ArrayList<Input>();
        for (String name : study.macFields()) {
            for (int offset : new int[] {0, 1, -1, 2, -2}) {
                sources.add(Input.mac(name, offset));
            }
        }
        study.textFields().forEach(name -> sources.add(Input.field(name)));
        trials.add("positions and substitutions", sources.size() * 3L);
        for (Input source : sources) {
            var finding = grid(study, source).flatMap(g -> search(study, g, sources.size() * 3.0));
            if (finding.isPresent()) {
                return List.of(finding.get());
            }
        }
        return List.of();
    }

    private static Optional<Grid> grid(Study study, Input source) {
        var from = new char[study.size()][];
        var to = new char[study.size()][];
        for (int i = 0; i < study.size(); i++) {
            var unit = study.units().get(i);
            from[i] = Study.fold(source.value().apply(unit).orElse("")).toCharArray();
            to[i] = Study.fold(unit.password()).toCharArray();
            if (from[i].length == 0
                    || from[i].length != from[0].length
                    || hasOthers(from[i])
                    || hasOthers(to[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Grid(source.name(), from, to, study.shape().variable()));
    }

    private static boolean hasOthers(char[] text) {
        for (char c : text) {
            if (c >= CHARACTERS) {
                return true;
            }
        }
        return false;
    }

    private static Optional<PopulationFinding> search(Study study, Grid grid, double tried) {
        return copied(study, grid, tried)
                .or(() -> commonTable(study, grid, tried))
                .or(() -> ownTables(study, grid, tried));
    }

    /// Characters that are simply the identifier's, in another order.
    private static Optional<PopulationFinding> copied(Study study, Grid grid, double tried) {
        var copied = new ArrayList<Integer>();
        for (int position : grid.positions) {
            if (sources(grid, position, true).length > 0) {
                copied.add(position);
            }
        }
        double perUnit = 0;
        for (int position : copied) {
            perUnit -= Math.log10(effective(study, position));
        }
        return claim(
                study,
                grid,
                copied,
                perUnit,
                0,
                tried * Math.pow(grid.width(), copied.size()),
                "characters of it, each at a place of its own");
    }

    /// Each position by a table of its own.
    private static Optional<PopulationFinding> ownTables(Study study, Grid grid, double tried) {
        var mapped = new ArrayList<Integer>();
        double log10 = 0;
        for (int position : grid.positions) {
            double best = 0;
            for (int from : sources(grid, position, false)) {
                int confirmed = grid.units() - distinct(grid.from, from);
                best = Math.min(best, -confirmed * Math.log10(effective(study, position)));
            }
            if (best + Math.log10(grid.width() * tried * grid.positions.size()) < -6) {
                mapped.add(position);
                log10 += best;
            }
        }
        if (mapped.isEmpty()) {
            return Optional.empty();
        }
        return claim(
                study,
                grid,
                mapped,
                log10 / grid.units(),
                0,
                tried * Math.pow(grid.width(), mapped.size()),
                "characters of it, each through a table");
    }

    private static Optional<PopulationFinding> commonTable(Study study, Grid grid, double tried) {
        var table = new char[CHARACTERS];
        var steps = new int[] {0};
        if (!assign(grid, 0, table, steps)) {
            return Optional.empty();
        }
        int used = 0;
        for (char c : table) {
            used += c != 0 ? 1 : 0;
        }
        double symbols = Math.log10(study.shape().symbols());
        int cells = grid.units() * grid.positions.size();
        double perUnit = -(cells - used) * symbols / grid.units();
        return claim(
                study,
                grid,
                grid.positions,
                perUnit,
                0,
                tried * Math.pow(grid.width(), grid.positions.size()),
                "characters of it in a fixed order, through one table of " + used + " characters");
    }

    /// Gives each position a source so that one table serves all; deepest first.
    private static boolean assign(Grid grid, int index, char[] table, int[] steps) {
        if (index == grid.positions.size()) {
            return true;
        }
        int position = grid.positions.get(index);
        for (int from = 0; from < grid.width(); from++) {
            if (++steps[0] > MAX_STEPS) {
                return false;
            }
            var added = extend(grid, from, position, table);
            if (added.isPresent()) {
                if (assign(grid, index + 1, table, steps)) {
                    return true;
                }
                added.get().forEach(c -> table[c] = 0);
            }
        }
        return false;
    }

    private static Optional<List<Character>> extend(
            Grid grid, int from, int position, char[] table) {
        var added = new ArrayList<Character>();
        for (int unit = 0; unit < grid.units(); unit++) {
            char source = grid.from[unit][from];
            char wanted = grid.to[unit][position];
            if (table[source] == 0) {
                table[source] = wanted;
                added.add(source);
            } else if (table[source] != wanted) {
                added.forEach(c -> table[c] = 0);
                return Optional.empty();
            }
        }
        return Optional.of(added);
    }

    /// The identifier's positions that determine this one of the password.
    private static int[] sources(Grid grid, int position, boolean same) {
        var fitting = new ArrayList<Integer>();
        for (int from = 0; from < grid.width(); from++) {
            if (same ? isSame(grid, from, position) : isFunction(grid, from, position)) {
                fitting.add(from);
            }
        }
        return fitting.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isSame(Grid grid, int from, int position) {
        for (int unit = 0; unit < grid.units(); unit++) {
            if (grid.from[unit][from] != grid.to[unit][position]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFunction(Grid grid, int from, int position) {
        return extend(grid, from, position, new char[CHARACTERS]).isPresent();
    }

    private static int distinct(char[][] column, int position) {
        return (int) Arrays.stream(column).map(row -> row[position]).distinct().count();
    }

    /// The effective number of characters at a position: one over the chance that two units agree.
    private static double effective(Study study, int position) {
        var counts =
                Shape.counts(
                        study.units().stream()
                                .map(u -> Study.fold(u.password()).charAt(position))
                                .toList());
        double agree = 0;
        for (int count : counts.values()) {
            agree += Math.pow((double) count / study.size(), 2);
        }
        // Few units show few of the characters that there are.
        return counts.size() * 2 < study.size()
                ? Math.max(1, 1 / agree)
                : Math.max(1 / agree, study.shape().symbols());
    }

    private static Optional<PopulationFinding> claim(
            Study study,
            Grid grid,
            List<Integer> explained,
            double perUnit,
            int free,
            double tried,
            String how) {
        if (explained.isEmpty() || isPolicy(study, explained, grid)) {
            return Optional.empty();
        }
        int rest = grid.positions.size() - explained.size();
        var way = grid.source + " → " + how + " → " + positions(explained);
        return Chance.judge(
                study,
                new Chance.Claim(
                        grid.source.matches("(ssid|model|batch).*")
                                ? FindingClass.PUBLIC
                                : FindingClass.IDENTIFIER,
                        way,
                        "The password's "
                                + positions(explained)
                                + (explained.size() == 1 ? " is " : " are ")
                                + how
                                + ", taken from "
                                + grid.source
                                + ". Make passwords from random numbers instead.",
                        study.units().stream().toList(),
                        tried,
                        perUnit,
                        free,
                        rest == 0,
                        rest * Math.log10(study.shape().symbols()),
                        Optional.empty()));
    }

    /// A part with few values that leaves others free is a prefix by policy.
    private static boolean isPolicy(Study study, List<Integer> explained, Grid grid) {
        if (explained.size() == grid.positions.size()) {
            return false;
        }
        var values = new HashSet<String>();
        for (PopulationUnit unit : study.units()) {
            var text = new StringBuilder();
            explained.forEach(p -> text.append(Study.fold(unit.password()).charAt(p)));
            values.add(text.toString());
        }
        return values.size() <= Math.max(POLICY_VALUES, study.size() / POLICY_SHARE);
    }

    private static String positions(List<Integer> positions) {
        return (positions.size() == 1 ? "position " : "positions ") + shown(positions);
    }

    private static String shown(List<Integer> positions) {
        return String.join(", ", positions.stream().map(p -> String.valueOf(p + 1)).toList());
    }
}
