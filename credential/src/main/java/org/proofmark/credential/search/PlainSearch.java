package org.proofmark.credential.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.transform.Input;
import org.proofmark.credential.transform.Normaliser;

/// Passwords that end as an identifier ends, or begin as it ends backwards: the plainest of all
/// derivations, and the commonest.
///
/// Two units side by side have nearly all of their identifiers in common, and so of such passwords.
/// What they have in common says little of a counter or a hash; but where it, too, stands in the
/// identifier, next to what differs, chance or a policy did not put it there. So it counts, once.
/// The ways are few, and have a share of the error as large as that of all other searches together.
final class PlainSearch implements Detector {
    private static final double LOG10_SHARE = Math.log10(2);

    /// Addresses of one device's interfaces follow each other.
    private static final int NEAR = 1;

    private static final List<Normaliser> FOR_MAC = Normaliser.FOR_MAC.subList(0, 2);

    private static final List<Integer> ALPHABETS = List.of(10, 16, 26);
    private static final int LETTERS_AND_DIGITS = 36;
    private static final List<String> WITHIN = List.of("[0-9]*", "[0-9a-f]*", "[a-z]*");

    /// A spelling of an identifier.
    ///
    /// @param reversed whether passwords are read backwards to be compared with it
    private record Spelling(
            Input input,
            Normaliser normaliser,
            boolean reversed,
            Function<PopulationUnit, String> of) {
        String describe() {
            return input.name()
                    + (normaliser.name().isEmpty() ? "" : ", " + normaliser.name())
                    + (reversed ? ", backwards" : "");
        }

        /// The password as it is compared, in lower case.
        String password(PopulationUnit unit) {
            var password = Study.fold(unit.password());
            return reversed ? new StringBuilder(password).reverse().toString() : password;
        }

        /// How many characters at the end of what is compared are the same in all passwords.
        int common(Study study) {
            return (reversed ? study.frame().prefix() : study.frame().suffix()).length();
        }
    }

    /// The last `length` characters of a spelling stand in all passwords, before `after` others.
    private record Hit(Spelling spelling, int length, int after) {
        boolean explains(PopulationUnit unit) {
            var password = spelling.password(unit);
            var text = spelling.of.apply(unit);
            int end = password.length() - after;
            return end >= length
                    && text.length() >= length
                    && password.regionMatches(end - length, text, text.length() - length, length);
        }
    }

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        if (study.size() < 2 || study.shape().length() == 0) {
            return List.of();
        }
        var hits = new ArrayList<Hit>();
        var seen = new HashSet<List<String>>();
        long tried = 0;
        for (var spelling : spellings(study)) {
            var texts = study.units().stream().map(spelling.of).toList();
            boolean differ = texts.stream().distinct().count() > 1;
            if (differ
                    && texts.stream().noneMatch(String::isEmpty)
                    && seen.add(key(spelling, texts))) {
                tried += spelling.common(study) + 1L;
                hits.addAll(hits(study, spelling));
            }
        }
        trials.add("identifiers as they end", tried);
        long ways = tried;
        return hits.stream()
                .max((a, b) -> Integer.compare(a.length, b.length))
                .flatMap(hit -> finding(study, hit, ways))
                .stream()
                .toList();
    }

    private static List<String> key(Spelling spelling, List<String> texts) {
        var key = new ArrayList<>(texts);
        key.add(String.valueOf(spelling.reversed));
        return key;
    }

    private static List<Spelling> spellings(Study study) {
        var spellings = new ArrayList<Spelling>();
        for (var input : Input.single(study)) {
            if (input.isDate() || input.distance() > NEAR) {
                continue;
            }
            for (var normaliser : input.isMac() ? FOR_MAC : Normaliser.FOR_TEXT.subList(0, 5)) {
                for (boolean reversed : new boolean[] {false, true}) {
                    spellings.add(
                            new Spelling(
                                    input,
                                    normaliser,
                                    reversed,
                                    unit -> text(unit, input, normaliser)));
                }
            }
        }
        return spellings;
    }

    private static String text(PopulationUnit unit, Input input, Normaliser normaliser) {
        return input.value()
                .apply(unit)
                .map(value ->
                        Study.fold(
                                new String(
                                        normaliser.bytes().apply(value), StandardCharsets.UTF_8)))
                .orElse("");
    }

    /// Where what differs between passwords, and as much as possible before it, ends a spelling.
    private static List<Hit> hits(Study study, Spelling spelling) {
        var hits = new ArrayList<Hit>();
        int suffix = spelling.common(study);
        for (int after = 0; after <= suffix; after++) {
            int length = Integer.MAX_VALUE;
            for (var unit : study.units()) {
                length = Math.min(length, common(unit, spelling, after));
            }
            if (length >= core(study) + suffix - after) {
                hits.add(new Hit(spelling, length, after));
            }
        }
        return hits;
    }

    private static int core(Study study) {
        return study.core(study.units().getFirst()).length();
    }

    private static int common(PopulationUnit unit, Spelling spelling, int after) {
        var password = spelling.password(unit);
        var text = spelling.of.apply(unit);
        int end = password.length() - after;
        int length = 0;
        while (length < Math.min(end, text.length())
                && password.charAt(end - 1 - length) == text.charAt(text.length() - 1 - length)) {
            length++;
        }
        return length;
    }

    private static Optional<PopulationFinding> finding(Study study, Hit hit, long tried) {
        double symbol = Math.log10(symbols(study, hit));
        double log10 =
                LOG10_SHARE
                        + Math.log10((double) tried)
                        - symbol * hit.length
                        - symbol * core(study) * (study.size() - 1);
        if (log10 > PopulationFinding.LOG10_ASKS) {
            return Optional.empty();
        }
        boolean certain = log10 < PopulationFinding.LOG10_ACCUSES;
        var way =
                hit.spelling.describe()
                        + (hit.length == 1
                                ? " → its last character"
                                : " → its last " + hit.length + " characters")
                        + (hit.after > 0
                                ? ", and "
                                        + hit.after
                                        + (hit.after == 1 ? " that is" : " that are")
                                        + " always the same"
                                : "");
        return Optional.of(
                new PopulationFinding(
                        LatticeSearch.kindOfPlain(hit.spelling.input),
                        certain ? Weight.BREAKS : Weight.ASKS,
                        way,
                        String.format(
                                Locale.ROOT,
                                "Whoever knows %s can work out all that differs between passwords: %s."
                                        + " Make passwords from random numbers instead, or from"
                                        + " identifiers only by a keyed hash whose key no device"
                                        + " carries.%s",
                                hit.spelling.input.name(),
                                way,
                                certain
                                        ? ""
                                        : " Chance may have done it: one more unit that is explained in"
                                                + " the same way, and no neighbour, would settle it; the"
                                                + " list has "
                                                + study.size()
                                                + "."),
                        study.size(),
                        study.units().stream().map(PopulationUnit::id).toList(),
                        Optional.empty(),
                        log10,
                        Optional.of(hit::explains)));
    }

    /// Of the usual alphabets the smallest one that has all characters of what is explained.
    private static int symbols(Study study, Hit hit) {
        var all = new StringBuilder();
        for (var unit : study.units()) {
            var password = hit.spelling.password(unit);
            int end = password.length() - hit.after;
            all.append(password, end - hit.length, end);
        }
        for (int i = 0; i < WITHIN.size(); i++) {
            if (all.toString().matches(WITHIN.get(i))) {
                return ALPHABETS.get(i);
            }
        }
        return LETTERS_AND_DIGITS;
    }
}
