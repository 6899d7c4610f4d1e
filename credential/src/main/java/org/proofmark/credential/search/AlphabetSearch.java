package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.transform.Digester;
import org.proofmark.credential.transform.Input;
import org.proofmark.credential.transform.Normaliser;

/// Hashes whose bytes were written in characters of the maker's own choice: `alphabet[byte % 31]`,
/// and its kin, for any alphabet. Nobody needs to know the alphabet to see it: where two units'
/// numbers are equal, their characters must be. An honest list contradicts itself within a few
/// characters, so that what cannot be told from others' alphabets is cheap to look for.
final class AlphabetSearch implements Detector {
    private static final int LEAST_UNITS = 3;
    private static final int LEAST_LENGTH = 4;

    /// Fewer characters are digits and half-bytes, which have encodings of their own.
    private static final int LEAST_SYMBOLS = 8;

    private static final int MOST_SYMBOLS = 96;

    /// Alphabets that people choose, beside those a little larger than what was seen.
    private static final List<Integer> USUAL =
            List.of(10, 16, 20, 24, 26, 31, 32, 33, 34, 36, 48, 52, 54, 56, 58, 60, 62, 64);

    private static final int UNSEEN = 8;

    /// Values of four bits.
    private static final int HALF_BYTE = 16;

    /// Numbers of 16 bytes and more are divided for the usual functions only.
    private static final int USUAL_DIGESTERS = 4;

    private static final byte[] NONE = {};

    /// Far addresses and pairs are hashed by the usual functions only.
    private static final int NEAR = 1;

    /// What is compared: every unit's characters, as they are written.
    private record Texts(List<PopulationUnit> units, List<String> cores, double log10Equal) {
        int length() {
            return cores.getFirst().length();
        }
    }

    /// A way from a unit to numbers.
    private record Route(
            Input input, Normaliser normaliser, Digester digester, NumberWay way, int size) {
        int[] numbers(PopulationUnit unit, int length) {
            return way.numbers(
                    AlphabetSearch.digest(unit, input, normaliser, digester), size, length);
        }

        String describe(String alphabet) {
            return digester.name()
                    + " of "
                    + input.name()
                    + (normaliser.name().isEmpty() ? "" : ", " + normaliser.name())
                    + " → "
                    + way.describe(size)
                    + " as characters of '"
                    + alphabet.replace('\0', '?')
                    + "'";
        }
    }

    /// A route that no unit contradicts.
    ///
    /// @param confirmed characters that an earlier unit had foretold
    private record Hit(Route route, String alphabet, int confirmed) {}

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        var texts = texts(study);
        if (texts.isEmpty()) {
            return List.of();
        }
        var steps = steps(texts.get());
        var singles = Input.single(study).stream().filter(i -> !i.isDate()).toList();
        var inputs = new ArrayList<>(singles);
        inputs.addAll(Input.pairs(study));
        var parts =
                inputs.parallelStream().map(input -> search(input, texts.get(), steps)).toList();
        long tried = parts.stream().mapToLong(Part::tried).sum();
        trials.add("hashes in an alphabet of the maker's own", tried);
        return parts.stream()
                .flatMap(part -> part.hits.stream())
                .max((a, b) -> Integer.compare(a.confirmed, b.confirmed))
                .flatMap(hit -> finding(study, texts.get(), hit, tried))
                .stream()
                .toList();
    }

    /// Empty where there is nothing to compare: too few, of several lengths, of digits only.
    private static Optional<Texts> texts(Study study) {
        int before = study.frame().prefix().length();
        int behind = study.frame().suffix().length();
        var cores =
                study.units().stream()
                        .map(PopulationUnit::password)
                        .map(p -> p.substring(before, Math.max(before, p.length() - behind)))
                        .toList();
        boolean alike = cores.stream().mapToInt(String::length).distinct().count() == 1;
        if (cores.size() < LEAST_UNITS || !alike || cores.getFirst().length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        long symbols = cores.stream().flatMapToInt(String::chars).distinct().count();
        return symbols < LEAST_SYMBOLS || symbols > MOST_SYMBOLS
                ? Optional.empty()
                : Optional.of(new Texts(study.units(), cores, log10Equal(cores)));
    }

    /// Logarithm of the chance that characters of two units are equal, at the position where that
    /// is likeliest.
    private static double log10Equal(List<String> cores) {
        double most = 0;
        for (int i = 0; i < cores.getFirst().length(); i++) {
            int at = i;
            var counts = new int[Character.MAX_VALUE + 1];
            cores.forEach(core -> counts[core.charAt(at)]++);
            double squares = Arrays.stream(counts).mapToDouble(n -> (double) n * n).sum();
            most = Math.max(most, squares / ((double) cores.size() * cores.size()));
        }
        return Math.log10(most);
    }

    private static List<Integer> sizes(Texts texts) {
        int seen = (int) texts.cores.stream().flatMapToInt(String::chars).distinct().count();
        var sizes = new TreeSet<Integer>();
        IntStream.rangeClosed(seen, seen + UNSEEN).forEach(sizes::add);
        USUAL.stream().filter(size -> size >= seen).forEach(sizes::add);
        return List.copyOf(sizes);
    }

    /// Every way with every size, those that divide long numbers last.
    private static List<AlphabetTrail.Step> steps(Texts texts) {
        var sizes = sizes(texts);
        return Arrays.stream(NumberWay.values())
                .flatMap(way ->
                        (way == NumberWay.HALF_BYTES ? List.of(HALF_BYTE) : sizes)
                                .stream().map(size -> AlphabetTrail.Step.of(way, size)))
                .toList();
    }

    private record Part(List<Hit> hits, long tried) {}

    private static Part search(Input input, Texts texts, List<AlphabetTrail.Step> steps) {
        var hits = new ArrayList<Hit>();
        var seen = new HashSet<String>();
        var first = input.value().apply(texts.units.getFirst());
        if (first.isEmpty()) {
            return new Part(hits, 0);
        }
        int largest = steps.stream().mapToInt(AlphabetTrail.Step::size).max().orElse(0);
        var trail = new AlphabetTrail(texts.units, texts.cores, largest);
        long tried = 0;
        for (var normaliser : normalisers(input)) {
            if (!seen.add(Arrays.toString(normaliser.bytes().apply(first.get())))) {
                continue;
            }
            for (var digester : digesters(input)) {
                tried += follow(trail, input, normaliser, digester, steps, hits);
            }
        }
        return new Part(hits, tried);
    }

    /// Follows one hash by every way.
    ///
    /// @return how many ways
    private static long follow(
            AlphabetTrail trail,
            Input input,
            Normaliser normaliser,
            Digester digester,
            List<AlphabetTrail.Step> steps,
            List<Hit> hits) {
        boolean usual = Digester.HASHES.indexOf(digester) < USUAL_DIGESTERS;
        trail.begin(unit -> digest(unit, input, normaliser, digester));
        long tried = 0;
        for (var step : steps) {
            if (step.way().divides() && !usual) {
                continue;
            }
            tried++;
            int confirmed = trail.follow(step);
            if (confirmed != AlphabetTrail.CONTRADICTED) {
                var route = new Route(input, normaliser, digester, step.way(), step.size());
                hits.add(new Hit(route, trail.alphabet(step), confirmed));
            }
        }
        return tried;
    }

    /// Empty where the unit has no such identifier.
    private static byte[] digest(
            PopulationUnit unit, Input input, Normaliser normaliser, Digester digester) {
        return input.value()
                .apply(unit)
                .map(value -> digester.apply().apply(normaliser.bytes().apply(value)))
                .orElse(NONE);
    }

    private static List<Normaliser> normalisers(Input input) {
        if (!input.isMac()) {
            return Normaliser.FOR_TEXT;
        }
        return input.distance() > NEAR ? Normaliser.FOR_MAC_SALTED : Normaliser.FOR_MAC;
    }

    private static List<Digester> digesters(Input input) {
        boolean alone = input.distance() <= NEAR && !input.name().contains(" + ");
        return alone ? Digester.HASHES : Digester.HASHES.subList(0, USUAL_DIGESTERS);
    }

    private static Optional<PopulationFinding> finding(
            Study study, Texts texts, Hit hit, long tried) {
        var way = hit.route.describe(hit.alphabet);
        return Chance.judge(
                study,
                new Chance.Claim(
                        FindingClass.UNKEYED_HASH,
                        way,
                        "Whoever knows "
                                + hit.route.input.name()
                                + " and the alphabet, which two devices or a firmware image tell, can"
                                + " work out the password: "
                                + way
                                + ". Make passwords from random numbers instead, or from identifiers"
                                + " only by a keyed hash whose key no device carries.",
                        texts.units,
                        tried,
                        hit.confirmed * texts.log10Equal / texts.units.size(),
                        0,
                        true,
                        0,
                        Optional.of(unit -> explains(study, hit, texts.length(), unit))));
    }

    private static boolean explains(Study study, Hit hit, int length, PopulationUnit unit) {
        int before = study.frame().prefix().length();
        if (unit.password().length() != before + length + study.frame().suffix().length()) {
            return false;
        }
        var numbers = hit.route.numbers(unit, length);
        return numbers.length > 0
                && IntStream.range(0, length)
                        .allMatch(i -> {
                            char symbol = hit.alphabet.charAt(numbers[i]);
                            return symbol == 0 || symbol == unit.password().charAt(before + i);
                        });
    }
}
