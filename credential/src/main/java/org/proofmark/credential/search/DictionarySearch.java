package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.strength.WordLists;

/// A word of a list, alone or with up to four digits and a sign, before or behind.
final class DictionarySearch implements Detector {
    private static final int MIN_WORD = 4;
    private static final Pattern WORD_AND_DIGITS =
            Pattern.compile("([0-9]{0,4})[-_. ]?([a-z@$!]{4,})[-_. ]?([0-9]{0,4})[!.?#*]?");

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        if (study.size() == 0) {
            return List.of();
        }
        trials.add("dictionary, word with digits", WordLists.words().size());
        trials.add("common passwords", WordLists.commonPasswords().size());
        var found = new ArrayList<PopulationFinding>();
        wordAndDigits(study).ifPresent(found::add);
        common(study).ifPresent(found::add);
        return found;
    }

    /// The password's word, without what is the same on all units up to its last separator.
    static Optional<String> word(String password, String prefix) {
        var folded = Study.fold(password);
        int cut = 0;
        for (int i = 0; i < prefix.length(); i++) {
            if (!Character.isLetterOrDigit(prefix.charAt(i))) {
                cut = i + 1;
            }
        }
        var match =
                WORD_AND_DIGITS.matcher(folded.length() >= cut ? folded.substring(cut) : folded);
        if (!match.matches()) {
            return Optional.empty();
        }
        var word = plain(match.group(2));
        return word.length() >= MIN_WORD && WordLists.words().containsKey(word)
                ? Optional.of(word)
                : Optional.empty();
    }

    private static String plain(String word) {
        return word.replace('@', 'a').replace('$', 's').replaceAll("!$", "").replace('!', 'i');
    }

    private static Optional<PopulationFinding> wordAndDigits(Study study) {
        var prefix = study.frame().prefix();
        var explained =
                study.units().stream().filter(u -> word(u.password(), prefix).isPresent()).toList();
        if (explained.isEmpty()) {
            return Optional.empty();
        }
        double perUnit =
                explained.stream()
                        .mapToDouble(u -> log10ByChance(study, u.password(), prefix))
                        .max()
                        .orElse(0);
        long guesses = WordLists.words().size() * (long) Math.pow(10, mostDigits(explained));
        return Chance.judge(
                study,
                new Chance.Claim(
                        FindingClass.DICTIONARY,
                        "word list → word with digits",
                        String.format(
                                Locale.ROOT,
                                "The passwords are a word of a list with some digits: at most about %,d"
                                        + " guesses, and much fewer for frequent words. Draw characters at"
                                        + " random, or four or more words.",
                                guesses),
                        explained,
                        1,
                        perUnit,
                        0,
                        true,
                        0,
                        Optional.of(unit -> word(unit.password(), prefix).isPresent())));
    }

    private static int mostDigits(List<PopulationUnit> units) {
        return units.stream()
                .mapToInt(u -> (int) u.password().chars().filter(Character::isDigit).count())
                .max()
                .orElse(0);
    }

    /// How likely a random password of these characters is a word with digits.
    private static double log10ByChance(Study study, String password, String prefix) {
        var word = word(password, prefix).orElseThrow();
        int digits = (int) password.chars().filter(Character::isDigit).count();
        double symbols = Math.max(26, study.shape().symbols());
        int words = BY_LENGTH.getOrDefault(word.length(), 1);
        double log10 =
                Math.log10(words)
                        - word.length() * Math.log10(symbols)
                        + digits * (1 - Math.log10(Math.max(10, study.shape().symbols())));
        // Digits may stand before or behind.
        return log10 + Math.log10(digits + 1.0);
    }

    private static final Map<Integer, Integer> BY_LENGTH = byLength();

    private static Map<Integer, Integer> byLength() {
        var counts = new HashMap<Integer, Integer>();
        WordLists.words().keySet().forEach(word -> counts.merge(word.length(), 1, Integer::sum));
        return Map.copyOf(counts);
    }

    /// Whole passwords that many people have chosen.
    private static Optional<PopulationFinding> common(Study study) {
        var explained =
                study.units().stream()
                        .filter(u ->
                                WordLists.commonPasswords().containsKey(Study.fold(u.password())))
                        .toList();
        if (explained.isEmpty()) {
            return Optional.empty();
        }
        double perUnit =
                explained.stream()
                        .mapToDouble(u ->
                                Math.log10((double) sameLength(u.password().length()))
                                        - u.password().length()
                                                * Math.log10(study.shape().symbols()))
                        .max()
                        .orElse(0);
        return Chance.judge(
                study,
                new Chance.Claim(
                        FindingClass.DICTIONARY,
                        "list of common passwords",
                        "The passwords stand in the list of the "
                                + WordLists.commonPasswords().size()
                                + " most common ones, which every attacker tries first.",
                        explained,
                        1,
                        perUnit,
                        0,
                        true,
                        0,
                        Optional.of(unit ->
                                WordLists.commonPasswords()
                                        .containsKey(Study.fold(unit.password())))));
    }

    private static long sameLength(int length) {
        return Math.max(
                1,
                WordLists.commonPasswords().keySet().stream()
                        .filter(p -> p.length() == length)
                        .count());
    }
}
