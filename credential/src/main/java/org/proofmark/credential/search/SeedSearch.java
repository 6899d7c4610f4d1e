package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// Passwords from a pseudo-random sequence whose seed is the time of manufacture, an uptime, or a
/// number of the label.
///
/// Each unit has thousands of seeds to try, so only a few units are looked at: the result is about
/// them.
final class SeedSearch implements Detector {
    /// Units that are looked at: two settle the matter, more show how many.
    private static final int UNITS = 4;

    private static final double UNLIKELY = -9;

    /// Draws that are compared before all are drawn.
    private static final int FIRST_DRAWS = 3;

    /// Seeds whose first draws are drawn together.
    private static final int BLOCK = 64;

    /// What draws choose from.
    private static final List<String> ALPHABETS =
            List.of(
                    "0123456789",
                    "0123456789abcdef",
                    "0123456789ABCDEF",
                    "abcdefghijklmnopqrstuvwxyz",
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    "abcdefghijklmnopqrstuvwxyz0123456789",
                    "0123456789abcdefghijklmnopqrstuvwxyz",
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
                    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
                    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    "ABCDEFGHJKLMNPQRSTUVWXYZ23456789",
                    "abcdefghjkmnpqrstuvwxyz23456789");

    /// A way to draw.
    private record Way(Sequence sequence, String alphabet) {}

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        if (study.size() == 0) {
            return List.of();
        }
        var pilots = study.units().subList(0, Math.min(UNITS, study.size()));
        int fixed = study.frame().prefix().length();
        var texts = pilots.stream().map(u -> wanted(u, fixed, study)).toList();
        var ways = ways(texts);
        if (ways.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<PopulationFinding>();
        for (Seeds kind : Seeds.of(pilots.getFirst())) {
            search(study, pilots, texts, ways, kind.what(), trials).ifPresent(found::add);
        }
        return found;
    }

    /// The password without what is the same on all units, as it is written.
    private static String wanted(PopulationUnit unit, int fixed, Study study) {
        var password = unit.password();
        return password.substring(fixed, password.length() - study.frame().suffix().length());
    }

    private static List<Way> ways(List<String> texts) {
        var ways = new ArrayList<Way>();
        for (Sequence sequence : Sequence.ALL) {
            for (String alphabet : ALPHABETS) {
                boolean fits =
                        texts.stream()
                                        .allMatch(t ->
                                                t.length() >= 4
                                                        && t.chars()
                                                                .allMatch(c ->
                                                                        alphabet.indexOf(c) >= 0))
                                && isLikely(texts, alphabet);
                if (fits) {
                    ways.add(new Way(sequence, alphabet));
                }
            }
        }
        return ways;
    }

    /// Draws from so many characters would have shown more of them.
    private static boolean isLikely(List<String> texts, String alphabet) {
        long used = texts.stream().flatMapToInt(String::chars).distinct().count();
        long all = texts.stream().mapToInt(String::length).sum();
        double share = Math.min(1, Math.max(used, 10) * 1.3 / alphabet.length());
        return all * Math.log10(share) > UNLIKELY;
    }

    private static Optional<PopulationFinding> search(
            Study study,
            List<PopulationUnit> pilots,
            List<String> texts,
            List<Way> ways,
            String what,
            Trials trials) {
        var hits = new ArrayList<List<PopulationUnit>>();
        ways.forEach(way -> hits.add(new ArrayList<>()));
        int count = 0;
        // Units of one day have the same seeds, which are drawn from once.
        var bySeeds = new LinkedHashMap<Seeds, List<Integer>>();
        for (int i = 0; i < pilots.size(); i++) {
            for (Seeds seeds : Seeds.of(pilots.get(i))) {
                if (seeds.what().equals(what)) {
                    count = Math.max(count, seeds.count());
                    bySeeds.computeIfAbsent(seeds, s -> new ArrayList<>()).add(i);
                }
            }
        }
        bySeeds.forEach((seeds, indices) -> {
            var hit = hits(seeds, indices.stream().map(texts::get).toList(), ways);
            for (int i = 0; i < indices.size(); i++) {
                for (int way = 0; way < ways.size(); way++) {
                    if (hit[i][way]) {
                        hits.get(way).add(pilots.get(indices.get(i)));
                    }
                }
            }
        });
        trials.add("seeds by time", (long) count * ways.size());
        int best = 0;
        for (int way = 1; way < ways.size(); way++) {
            best = hits.get(way).size() > hits.get(best).size() ? way : best;
        }
        return finding(study, pilots.size(), ways, best, hits.get(best), what, count);
    }

    private static boolean[][] hits(Seeds seeds, List<String> wanted, List<Way> ways) {
        var hit = new boolean[wanted.size()][ways.size()];
        int longest = wanted.stream().mapToInt(String::length).max().orElse(0);
        int length = Math.min(longest, Sequence.MOST_DRAWS);
        for (Sequence.Source source : Sequence.sources()) {
            var targets = new ArrayList<Target>();
            for (int way = 0; way < ways.size(); way++) {
                var sequence = ways.get(way).sequence;
                if (sequence.source().equals(source) && seeds.count() <= sequence.mostSeeds()) {
                    targets.add(Target.of(way, ways.get(way), wanted));
                }
            }
            if (!targets.isEmpty()) {
                each(seeds, source, length, targets.toArray(Target[]::new), hit);
            }
        }
        return hit;
    }

    /// What a way must draw to give the wanted passwords.
    private static final class Target {
        private final int way;
        private final Sequence.Choice choice;
        private final int symbols;

        /// By password and draw, the place of the character in the alphabet.
        private final int[][] places;

        private Target(int way, Sequence.Choice choice, int symbols, int[][] places) {
            this.way = way;
            this.choice = choice;
            this.symbols = symbols;
            this.places = places;
        }

        static Target of(int index, Way way, List<String> wanted) {
            return new Target(
                    index,
                    way.sequence.choice(),
                    way.alphabet.length(),
                    wanted.stream()
                            .map(text -> text.chars().map(way.alphabet::indexOf).toArray())
                            .toArray(int[][]::new));
        }

        boolean isAny(int[] draws) {
            int first = choice.index(draws[0], symbols);
            for (int[] own : places) {
                if (own[0] == first && is(draws, own)) {
                    return true;
                }
            }
            return false;
        }

        boolean is(int[] draws, int[] own) {
            int length = Math.min(own.length, draws.length);
            for (int i = 0; i < length; i++) {
                if (choice.index(draws[i], symbols) != own[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Nearly every seed gives itself away by its first draws; for the others all are drawn.
    private static void each(
            Seeds seeds, Sequence.Source source, int length, Target[] targets, boolean[][] hit) {
        var all = new int[length];
        var block = new int[Math.min(BLOCK, seeds.count())][Math.min(FIRST_DRAWS, length)];
        for (int done = 0; done < seeds.count(); done += block.length) {
            // The last block ends with the last seed, and may begin in the one before.
            long first = seeds.first() + Math.min(done, seeds.count() - block.length);
            source.fillAll(first, block);
            for (int i = 0; i < block.length; i++) {
                for (var target : targets) {
                    if (target.isAny(block[i])) {
                        source.fill(first + i, all);
                        mark(hit, all, target);
                    }
                }
            }
        }
    }

    private static void mark(boolean[][] hit, int[] draws, Target target) {
        for (int i = 0; i < hit.length; i++) {
            hit[i][target.way] |= target.is(draws, target.places[i]);
        }
    }

    private static Optional<PopulationFinding> finding(
            Study study,
            int looked,
            List<Way> ways,
            int way,
            List<PopulationUnit> explained,
            String what,
            int count) {
        if (explained.isEmpty()) {
            return Optional.empty();
        }
        var drawn = ways.get(way);
        int length = Math.min(study.core(explained.getFirst()).length(), Sequence.MOST_DRAWS);
        double log10PerUnit = Math.log10(count) - length * Math.log10(drawn.alphabet.length());
        double log10 =
                Chance.LOG10_SEARCHES
                        + Math.log10((double) ways.size() * Seeds.of(explained.getFirst()).size())
                        + explained.size() * log10PerUnit
                        + org.proofmark.credential.population.Shape.log10Choose(
                                looked, explained.size());
        if (log10 > PopulationFinding.LOG10_ASKS) {
            return Optional.empty();
        }
        boolean certain = explained.size() >= 2 && log10 < PopulationFinding.LOG10_ACCUSES;
        var transform =
                what
                        + " → "
                        + drawn.sequence.name()
                        + " → one of "
                        + drawn.alphabet.length()
                        + " characters";
        return Optional.of(
                new PopulationFinding(
                        count == 1 ? FindingClass.IDENTIFIER : FindingClass.TIME_SEEDED,
                        certain ? PopulationFinding.Weight.BREAKS : PopulationFinding.Weight.ASKS,
                        transform,
                        "The password is drawn by "
                                + drawn.sequence.name()
                                + ", seeded with "
                                + what
                                + (count == 1
                                        ? ": whoever reads that knows the password ("
                                        : ": whoever guesses it has only "
                                                + count
                                                + " passwords to try (")
                                + looked
                                + (looked == 1 ? " unit was" : " units were")
                                + " looked at). Draw passwords from the operating system's"
                                + " random source.",
                        explained.size(),
                        explained.stream().map(PopulationUnit::id).toList(),
                        Optional.empty(),
                        log10,
                        Optional.empty()));
    }
}
