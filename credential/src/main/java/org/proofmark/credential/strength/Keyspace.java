package org.proofmark.credential.strength;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.credential.population.Study;

/// How many values the passwords of a population can have, from both sides.
///
/// The upper side is what is fixed or repeated, with a probability of error of 10^-6. The lower
/// side (95 %) takes characters at different positions, or words of a phrase, as independent, and
/// counts how often two units agree.
///
/// @param log10Above logarithm to base 10 of what the number of values is not above; infinity where
///   nothing follows
/// @param bitsBelow logarithm to base 2 of what it is not below
/// @param bitsExpected the same without the safety that few units demand
/// @param how what was counted, for people
public record Keyspace(double log10Above, double bitsBelow, double bitsExpected, String how) {
    private static final double LOG10_ERROR = -6;
    private static final double LOG2_10 = Math.log(10) / Math.log(2);

    /// More characters than that are no alphabet that people print.
    private static final int MAX_SYMBOLS = 95;

    private static final String[] CLASSES = {
        "0123456789",
        "0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz",
        "abcdefghijklmnopqrstuvwxyz234567",
        "0123456789abcdefghijklmnopqrstuvwxyz"
    };

    /// Half of the tokens or more in word lists: the password is a phrase.
    private static final double PHRASE = 0.5;

    /// The keyspace of a study's passwords.
    public static Keyspace of(Study study) {
        if (study.size() < 2) {
            return new Keyspace(Double.POSITIVE_INFINITY, 0, 0, "a single password says nothing");
        }
        double above = Math.min(byPositions(study), byFrame(study));
        var tokens = study.units().stream().map(u -> tokens(u.password())).toList();
        var agreement =
                study.shape().length() == 0 || isPhrase(tokens)
                        ? tokenAgreement(study, tokens)
                        : positionAgreement(study);
        double trivial =
                Math.max(0, Math.log(SamplingBounds.keyspaceAbove(study.size())) / Math.log(2));
        return new Keyspace(
                above,
                Math.min(above * LOG2_10, Math.max(trivial, agreement.bitsBelow())),
                agreement.bitsExpected(),
                agreement.what());
    }

    /// How many units would be needed for the lower side to reach so many bits; 0 where no number
    /// is enough.
    public long unitsFor(double bits, int units) {
        if (bitsExpected < bits + 0.5) {
            return 0;
        }
        // The safety shrinks with the number of units, at least as its square root.
        double missing = Math.max(0, bits - bitsBelow);
        double margin = Math.max(0.1, bitsExpected - bitsBelow);
        double factor = margin / Math.max(0.1, margin - missing);
        return Math.max(units + 1L, (long) Math.ceil(units * factor));
    }

    /// What all positions together allow.
    private static double byPositions(Study study) {
        var shape = study.shape();
        int length =
                shape.length() > 0
                        ? shape.length()
                        : study.units().stream()
                                .mapToInt(u -> u.password().length())
                                .max()
                                .orElse(0);
        double characters = study.units().stream().mapToInt(u -> study.core(u).length()).sum();
        double symbols =
                Math.min(
                        MAX_SYMBOLS,
                        classSize(study) * Math.pow(10, -LOG10_ERROR / Math.max(1, characters)));
        if (shape.length() == 0) {
            return length * Math.log10(symbols);
        }
        double log10 = 0;
        for (int distinct : shape.distinct()) {
            log10 += Math.log10(Math.min(symbols, symbolsAt(distinct, study.size(), length)));
        }
        return log10;
    }

    /// The smallest usual alphabet that holds what was seen.
    private static int classSize(Study study) {
        boolean bothCases =
                study.units().stream().anyMatch(u -> u.password().matches(".*[a-z].*"))
                        && study.units().stream().anyMatch(u -> u.password().matches(".*[A-Z].*"));
        for (String name : CLASSES) {
            if (study.shape().alphabet().stream().allMatch(c -> name.indexOf(c) >= 0)) {
                return bothCases && name.length() > 16 ? name.length() + 26 : name.length();
            }
        }
        return MAX_SYMBOLS;
    }

    /// More characters than this at one position would have shown more than `distinct` of them.
    private static double symbolsAt(int distinct, int units, int positions) {
        for (int symbols = distinct; symbols < MAX_SYMBOLS; symbols++) {
            double log10 =
                    org.proofmark.credential.population.Shape.log10Choose(symbols + 1, distinct)
                            + units * Math.log10((double) distinct / (symbols + 1))
                            + Math.log10(positions);
            if (log10 < LOG10_ERROR) {
                return symbols;
            }
        }
        return MAX_SYMBOLS;
    }

    /// Where so much is the same on all units that a generator with enough values cannot have done
    /// it, what differs is all there is.
    private static double byFrame(Study study) {
        var shape = study.shape();
        return shape.log10ChanceOfFrame() < LOG10_ERROR
                ? shape.variable().size() * Math.log10(Math.max(10, shape.symbols()))
                : Double.POSITIVE_INFINITY;
    }

    /// How much two units agree.
    private record Agreement(double bitsBelow, double bitsExpected, String what) {
        /// @param parts positions or words of a password
        static Agreement of(long agreeing, double pairs, int parts, String what) {
            double most = agreeing + 1.645 * Math.sqrt((double) agreeing) + 3;
            double expected = Math.max((double) agreeing, 0.7);
            return new Agreement(
                    Math.max(0, -parts * log2(most / pairs)),
                    Math.max(0, -parts * log2(expected / pairs)),
                    what);
        }

        private static double log2(double value) {
            return Math.log(value) / Math.log(2);
        }
    }

    private static Agreement positionAgreement(Study study) {
        var positions = study.shape().variable();
        long agreeing = 0;
        for (int position : positions) {
            var seen =
                    study.units().stream()
                            .map(u -> String.valueOf(u.password().charAt(position)))
                            .toList();
            agreeing += pairs(seen);
        }
        double pairs = study.size() * (study.size() - 1.0) / 2 * Math.max(1, positions.size());
        return Agreement.of(
                agreeing,
                pairs,
                positions.size(),
                positions.size() == 1
                        ? "the one position that differs"
                        : positions.size() + " positions that differ, taken as independent");
    }

    private static Agreement tokenAgreement(Study study, List<List<String>> tokens) {
        int parts = tokens.stream().mapToInt(List::size).min().orElse(1);
        var all = new ArrayList<String>();
        long within = 0;
        double pairsWithin = 0;
        for (List<String> row : tokens) {
            all.addAll(row);
            within += pairs(row);
            pairsWithin += row.size() * (row.size() - 1.0) / 2;
        }
        double pairs = all.size() * (all.size() - 1.0) / 2 - pairsWithin;
        return Agreement.of(
                pairs(all) - within,
                pairs,
                variableParts(study, tokens, parts),
                parts == 1
                        ? "one word or group"
                        : parts + " words or groups, taken as independent");
    }

    /// Words that are the same on all units add nothing.
    private static int variableParts(Study study, List<List<String>> tokens, int parts) {
        int variable = parts;
        for (int i = 0; i < parts; i++) {
            int index = i;
            if (tokens.stream().map(row -> row.get(index)).distinct().count() == 1) {
                variable--;
            }
        }
        return study.size() > 1 ? variable : parts;
    }

    private static <T> long pairs(List<T> values) {
        Map<T, Integer> counts = new HashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts.values().stream().mapToLong(count -> count * (count - 1L) / 2).sum();
    }

    /// Groups of letters and of digits.
    static List<String> tokens(String password) {
        var tokens = new ArrayList<String>();
        for (String token :
                password.split(
                        "[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})")) {
            if (!token.isEmpty()) {
                tokens.add(Study.fold(token));
            }
        }
        return tokens.isEmpty() ? List.of("") : tokens;
    }

    private static boolean isPhrase(List<List<String>> tokens) {
        long words = 0;
        long all = 0;
        for (List<String> row : tokens) {
            all += row.size();
            words +=
                    row.stream()
                            .filter(t -> t.length() > 2 && WordLists.words().containsKey(t))
                            .count();
        }
        return words >= PHRASE * all;
    }
}
