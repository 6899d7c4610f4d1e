package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.transform.Digester;
import org.proofmark.credential.transform.Encoding;
import org.proofmark.credential.transform.Input;
import org.proofmark.credential.transform.Normaliser;
import org.proofmark.credential.transform.PasswordPart;
import org.proofmark.credential.transform.Transform;
import org.proofmark.credential.transform.Window;

/// Every input × normaliser × function × encoding × window, the plain ones first. What does not fit
/// one of a few pilot units is dropped; what does is confirmed on all units.
final class LatticeSearch implements Detector {
    /// Addresses further away are hashed in the usual spellings by the usual functions only.
    private static final int NEAR = 1;

    private static final int USUAL_DIGESTERS = 4;

    /// A part with less information than this is met by chance in a hash's every second spelling.
    private static final double BITS_FOR_HASHES = 12;

    /// With so much information one pilot that fits is reason enough to look at all units.
    private static final double BITS_FOR_ONE_PILOT = 20;

    /// Each costs as much as the whole search of one.
    private static final int MOST_PILOTS = 5;

    /// What a transform is built of in one tier.
    private record Tier(
            String name,
            List<Input> inputs,
            List<Normaliser> forMac,
            List<Normaliser> forText,
            List<Digester> digesters,
            List<Encoding> encodings) {
        boolean hashes() {
            return digesters.getFirst().kind() == Digester.Kind.HASH;
        }

        List<Normaliser> normalisers(Input input) {
            if (input.isDate()) {
                return List.of(Normaliser.AS_IS);
            }
            if (!input.isMac()) {
                return forText;
            }
            return hashes() && input.distance() > NEAR ? Normaliser.FOR_MAC_SALTED : forMac;
        }

        List<Digester> digesters(Input input) {
            return hashes() && input.distance() > NEAR
                    ? digesters.subList(0, Math.min(USUAL_DIGESTERS, digesters.size()))
                    : digesters;
        }
    }

    /// A part of the passwords that is looked for.
    private record Goal(PasswordPart part, Set<Character> alphabet, double bits) {}

    /// What is looked for in the pilots' texts: the part of each, also backwards; empty where a
    /// pilot has no such part.
    private record Wanted(Goal goal, List<String> parts, List<String> backwards) {
        static Wanted of(Goal goal, List<PopulationUnit> pilots) {
            var parts = pilots.stream().map(p -> goal.part.of(p.password()).orElse("")).toList();
            return new Wanted(
                    goal,
                    parts,
                    parts.stream().map(p -> new StringBuilder(p).reverse().toString()).toList());
        }

        /// Whether any pilot's text holds its part.
        boolean isInAny(String[] texts) {
            for (int i = 0; i < texts.length; i++) {
                var part = parts.get(i);
                if (!part.isEmpty()
                        && (texts[i].contains(part) || texts[i].contains(backwards.get(i)))) {
                    return true;
                }
            }
            return false;
        }
    }

    /// An encoding with the goals that it can give.
    private record Reading(Encoding encoding, List<Wanted> wanted) {}

    /// A transform with what it explains.
    ///
    /// @param explained indices of the study's units
    private record Hit(Transform transform, BitSet explained, Goal goal) {
        int units() {
            return explained.cardinality();
        }

        double weight() {
            return units() * goal.bits;
        }

        /// Whether each of these units is among those that it explains.
        boolean explainsAll(BitSet units) {
            return isWithin(units, explained);
        }
    }

    private static boolean isWithin(BitSet few, BitSet many) {
        var rest = (BitSet) few.clone();
        rest.andNot(many);
        return rest.isEmpty();
    }

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        if (study.size() == 0) {
            return List.of();
        }
        var found = new ArrayList<PopulationFinding>();
        for (Tier tier : tiers(study)) {
            var goals = goals(study, tier);
            // Inputs have nothing in common: side by side, then in their order.
            var parts =
                    tier.inputs.parallelStream()
                            .map(input -> searchInput(study, tier, input, goals))
                            .toList();
            var hits = new ArrayList<Hit>();
            parts.forEach(part -> part.hits.forEach(hit -> keep(hit, hits)));
            long tried = parts.stream().mapToLong(Part::tried).sum();
            trials.add(tier.name, tried);
            found.addAll(best(study, hits, tried));
            if (found.stream().anyMatch(f -> f.unitsExplained() == study.size())) {
                return found;
            }
        }
        return found;
    }

    private static List<Tier> tiers(Study study) {
        var single = Input.single(study);
        var identity = List.of(Digester.IDENTITY);
        var numbers = new ArrayList<Encoding>();
        numbers.add(Encoding.TEXT);
        numbers.addAll(Encoding.NUMBERS);
        var tiers = new ArrayList<Tier>();
        tiers.add(tier("identifiers as they are", single, identity, numbers));
        tiers.add(tier("hashes of one identifier", single, Digester.HASHES, Encoding.ALL));
        tiers.add(
                new Tier(
                        "hashes of two identifiers",
                        Input.pairs(study),
                        Normaliser.FOR_MAC,
                        Normaliser.FOR_TEXT.subList(0, 4),
                        Digester.HASHES.subList(0, 4),
                        Encoding.SALTED));
        salted(
                        "hashes with words of the label",
                        single,
                        study.labelWords(),
                        Digester::withLabelWord)
                .ifPresent(tiers::add);
        salted("hashes with strings of the firmware", single, study.salts(), Digester::salted)
                .ifPresent(tiers::add);
        return tiers;
    }

    private static Optional<Tier> salted(
            String name,
            List<Input> inputs,
            List<String> salts,
            Function<String, List<Digester>> digesters) {
        return salts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Tier(
                                name,
                                inputs.stream()
                                        .filter(i -> i.distance() == 0 && !i.isDate())
                                        .toList(),
                                Normaliser.FOR_MAC_SALTED,
                                List.of(Normaliser.AS_IS),
                                salts.stream().flatMap(s -> digesters.apply(s).stream()).toList(),
                                Encoding.SALTED));
    }

    private static Tier tier(
            String name, List<Input> inputs, List<Digester> digesters, List<Encoding> encodings) {
        return new Tier(
                name, inputs, Normaliser.FOR_MAC, Normaliser.FOR_TEXT, digesters, encodings);
    }

    private static List<Goal> goals(Study study, Tier tier) {
        boolean plain = tier.digesters.getFirst().kind() == Digester.Kind.IDENTITY;
        var frame = study.frame();
        var parts = new ArrayList<PasswordPart>();
        parts.add(new PasswordPart(frame, 0, false));
        if (study.units().stream().anyMatch(u -> !study.core(u).matches("[a-z0-9]*"))) {
            parts.add(new PasswordPart(frame, 0, true));
        }
        int shortest = study.units().stream().mapToInt(u -> study.core(u).length()).min().orElse(0);
        for (int take : plain ? new int[] {8, 6, 4} : new int[] {8}) {
            if (take < shortest) {
                parts.add(new PasswordPart(frame, take, false));
                parts.add(new PasswordPart(frame, -take, false));
            }
        }
        return parts.stream()
                .map(part -> goal(study, part))
                .filter(goal -> goal.bits >= (plain ? 1 : BITS_FOR_HASHES))
                .toList();
    }

    private static Goal goal(Study study, PasswordPart part) {
        var alphabet = new HashSet<Character>();
        int shortest = Integer.MAX_VALUE;
        for (PopulationUnit unit : study.units()) {
            var text = part.of(unit.password()).orElse("");
            shortest = Math.min(shortest, text.length());
            text.chars().forEach(c -> alphabet.add((char) c));
        }
        double bits = shortest * Math.log(Math.max(2, alphabet.size())) / Math.log(2);
        return new Goal(part, alphabet, bits);
    }

    /// What came of one input.
    private record Part(List<Hit> hits, long tried) {}

    private static Part searchInput(Study study, Tier tier, Input input, List<Goal> goals) {
        var pilots = pilots(study, input);
        var hits = new ArrayList<Hit>();
        var seen = new HashSet<String>();
        long tried = 0;
        if (pilots.isEmpty()) {
            return new Part(hits, 0);
        }
        var readings = readings(tier, goals, pilots);
        for (Normaliser normaliser : tier.normalisers(input)) {
            var written =
                    pilots.stream().map(p -> normaliser.bytes().apply(value(input, p))).toList();
            if (!seen.add(Arrays.toString(written.getFirst()))) {
                continue;
            }
            for (Digester digester : tier.digesters(input)) {
                var digests = written.stream().map(digester.apply()).toList();
                for (Reading reading : readings) {
                    var texts = texts(reading.encoding, digests);
                    for (Wanted wanted : reading.wanted) {
                        int length = wanted.parts.getFirst().length();
                        tried += 2L * Math.max(0, texts[0].length() - length + 1);
                        if (wanted.isInAny(texts)) {
                            for (Window window : windows(texts, wanted)) {
                                var transform =
                                        new Transform(
                                                input,
                                                normaliser,
                                                digester,
                                                reading.encoding,
                                                window,
                                                wanted.goal.part);
                                confirm(study, transform, wanted.goal, hits);
                            }
                        }
                    }
                }
            }
        }
        return new Part(hits, tried);
    }

    private static List<Reading> readings(
            Tier tier, List<Goal> goals, List<PopulationUnit> pilots) {
        var wanted = goals.stream().map(goal -> Wanted.of(goal, pilots)).toList();
        return tier.encodings.stream()
                .map(encoding ->
                        new Reading(
                                encoding,
                                wanted.stream()
                                        .filter(w -> encoding.canGive(w.goal.alphabet))
                                        .toList()))
                .filter(reading -> !reading.wanted.isEmpty())
                .toList();
    }

    private static String[] texts(Encoding encoding, List<byte[]> digests) {
        var texts = new String[digests.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Study.fold(encoding.text().apply(digests.get(i)));
        }
        return texts;
    }

    private static String value(Input input, PopulationUnit unit) {
        return input.value().apply(unit).orElse("");
    }

    /// One unit of each batch, since a batch may have a generator of its own; the first and the
    /// last where there are no batches.
    private static List<PopulationUnit> pilots(Study study, Input input) {
        var byBatch = new LinkedHashMap<String, PopulationUnit>();
        for (var unit : study.units()) {
            var batch = unit.field("batch").orElse("");
            if (!byBatch.containsKey(batch) && input.value().apply(unit).isPresent()) {
                byBatch.put(batch, unit);
            }
        }
        var firsts = List.copyOf(byBatch.values());
        if (firsts.isEmpty()) {
            return firsts;
        }
        if (firsts.size() == 1) {
            var first = firsts.getFirst();
            return study.units().reversed().stream()
                    .filter(u -> input.value().apply(u).isPresent())
                    .findFirst()
                    .filter(last -> !last.equals(first))
                    .map(last -> List.of(first, last))
                    .orElse(firsts);
        }
        int pilots = Math.min(MOST_PILOTS, firsts.size());
        var chosen = new ArrayList<PopulationUnit>();
        for (int i = 0; i < pilots; i++) {
            chosen.add(firsts.get(i * (firsts.size() - 1) / (pilots - 1)));
        }
        return chosen;
    }

    /// The windows that fit one pilot, or two where one says little.
    private static Set<Window> windows(String[] texts, Wanted wanted) {
        var windows = new LinkedHashSet<Window>();
        boolean alike = Arrays.stream(texts).mapToInt(String::length).distinct().count() == 1;
        for (int pilot = 0; pilot < texts.length; pilot++) {
            if (!wanted.parts.get(pilot).isEmpty()) {
                collect(texts[pilot], wanted.parts.get(pilot), alike, windows);
            }
        }
        int needed = wanted.goal.bits >= BITS_FOR_ONE_PILOT ? 1 : Math.min(2, texts.length);
        windows.removeIf(window -> fitting(window, texts, wanted.parts) < needed);
        return windows;
    }

    private static void collect(String text, String wanted, boolean alike, Set<Window> windows) {
        for (boolean reversed : new boolean[] {false, true}) {
            var part = reversed ? new StringBuilder(wanted).reverse().toString() : wanted;
            if (reversed && part.equals(wanted)) {
                continue;
            }
            for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
                windows.add(new Window(at, false, reversed));
                if (!alike) {
                    windows.add(new Window(text.length() - at - part.length(), true, reversed));
                }
            }
        }
    }

    private static long fitting(Window window, String[] texts, List<String> wanted) {
        long fitting = 0;
        for (int i = 0; i < texts.length; i++) {
            if (!wanted.get(i).isEmpty() && window.matches(texts[i], wanted.get(i))) {
                fitting++;
            }
        }
        return fitting;
    }

    private static void confirm(Study study, Transform transform, Goal goal, List<Hit> hits) {
        var explained = new BitSet(study.size());
        for (int i = 0; i < study.size(); i++) {
            explained.set(i, transform.explains(study.units().get(i)));
        }
        if (!explained.isEmpty()) {
            keep(new Hit(transform, explained, goal), hits);
        }
    }

    /// Keeps a hit that explains what none before does as well. Of an identifier that stands in
    /// passwords there are hundreds.
    private static void keep(Hit hit, List<Hit> hits) {
        boolean better =
                hits.stream()
                        .noneMatch(other ->
                                other.goal.bits >= hit.goal.bits
                                        && other.explainsAll(hit.explained));
        if (better) {
            hits.add(hit);
        }
    }

    /// Those that explain what no better one does.
    private static List<PopulationFinding> best(Study study, List<Hit> hits, long tried) {
        hits.sort((a, b) -> Double.compare(b.weight(), a.weight()));
        var done = new BitSet(study.size());
        var found = new ArrayList<PopulationFinding>();
        for (Hit hit : hits) {
            if (isWithin(hit.explained, done)) {
                continue;
            }
            var finding = finding(study, hit, tried);
            finding.ifPresent(f -> {
                found.add(f);
                done.or(hit.explained);
            });
        }
        return found;
    }

    private static Optional<PopulationFinding> finding(Study study, Hit hit, long tried) {
        var goal = hit.goal;
        var explained = hit.explained.stream().mapToObj(study.units()::get).toList();
        int length = goal.part.of(explained.getFirst().password()).map(String::length).orElse(0);
        var way = hit.transform.describe(length);
        double log10PerUnit =
                Math.max(
                        -length * Math.log10(Math.max(2, goal.alphabet.size())),
                        log10Crossing(study, hit.transform));
        double rest =
                goal.part.isWhole()
                        ? 0
                        : (study.core(explained.getFirst()).length() - length)
                                * Math.log10(study.shape().symbols());
        return Chance.judge(
                study,
                new Chance.Claim(
                        kind(hit.transform),
                        way,
                        "Whoever knows "
                                + hit.transform.input().name()
                                + " can work out "
                                + goal.part.describe()
                                + ": "
                                + way
                                + ". Make passwords from random numbers instead, or from identifiers only"
                                + " by a keyed hash whose key no device carries.",
                        explained,
                        tried,
                        log10PerUnit,
                        0,
                        goal.part.isWhole(),
                        rest,
                        Optional.of(hit.transform::explains)));
    }

    /// How often the transform's value for one unit is another unit's password: what chance does in
    /// this population, whatever the model says.
    private static double log10Crossing(Study study, Transform transform) {
        var units = study.units().subList(0, Math.min(study.size(), 40));
        long crossings = 0;
        for (PopulationUnit from : units) {
            var text = transform.text(from).orElse("");
            for (PopulationUnit to : units) {
                var wanted = transform.part().of(to.password()).orElse("");
                if (!from.equals(to)
                        && !wanted.isEmpty()
                        && transform.window().matches(text, wanted)) {
                    crossings++;
                }
            }
        }
        long pairs = (long) units.size() * (units.size() - 1);
        return crossings == 0 ? Double.NEGATIVE_INFINITY : Math.log10((double) crossings / pairs);
    }

    private static FindingClass kind(Transform transform) {
        return switch (transform.digester().kind()) {
            case IDENTITY -> kindOfPlain(transform.input());
            case HASH -> FindingClass.UNKEYED_HASH;
            case SALTED -> FindingClass.SALTED_HASH;
        };
    }

    /// What a password is that holds an input as it is.
    static FindingClass kindOfPlain(Input input) {
        return input.name().contains(" as ")
                ? FindingClass.DATE
                : input.name().matches("(ssid|model|batch).*")
                        ? FindingClass.PUBLIC
                        : FindingClass.IDENTIFIER;
    }
}
