package org.proofmark.credential.population;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// A population as the searches see it: one unit of each password, in serial order, with what all
/// passwords have in common set apart. Equal passwords are another matter ([#duplicates()]).
///
/// Upper and lower case are taken as equal here; a search that found something says which it is.
public final class Study {
    /// A shorter one is no name.
    private static final int LEAST_WORD = 2;

    /// Each is tried with every identifier.
    private static final int MOST_WORDS = 24;

    private final List<PopulationUnit> all;
    private final List<PopulationUnit> units;
    private final List<List<PopulationUnit>> duplicates;
    private final Frame frame;
    private final Shape shape;
    private final List<String> salts;

    /// @param salts strings and constants of the firmware, candidate salts and keys
    public Study(List<PopulationUnit> population, List<String> salts) {
        this.all = List.copyOf(population);
        this.salts = List.copyOf(salts);
        var byPassword = new LinkedHashMap<String, List<PopulationUnit>>();
        all.forEach(unit ->
                byPassword.computeIfAbsent(unit.password(), p -> new ArrayList<>()).add(unit));
        this.duplicates =
                byPassword.values().stream()
                        .filter(g -> g.size() > 1)
                        .sorted(Comparator.comparingInt((List<PopulationUnit> g) -> -g.size()))
                        .map(List::copyOf)
                        .toList();
        var distinct = new ArrayList<PopulationUnit>();
        byPassword.values().forEach(group -> distinct.add(group.getFirst()));
        distinct.removeIf(unit -> unit.password().isEmpty());
        distinct.sort(Comparator.comparing(Study::orderKey, new SerialOrder()));
        this.units = Collections.unmodifiableList(distinct);
        this.frame = Frame.of(units.stream().map(unit -> fold(unit.password())).toList());
        this.shape = Shape.of(units.stream().map(unit -> fold(unit.password())).toList());
    }

    private static String orderKey(PopulationUnit unit) {
        return unit.field("serial").orElse(unit.id());
    }

    /// Lower case, as the searches compare.
    public static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Every unit of the list, in its order.
    public List<PopulationUnit> all() {
        return all;
    }

    /// One unit of each password that is not empty, in serial order.
    public List<PopulationUnit> units() {
        return units;
    }

    /// Groups of units with one password, the largest first.
    public List<List<PopulationUnit>> duplicates() {
        return duplicates;
    }

    /// What stands the same on every unit's label, such as the model: whole, without spaces, its
    /// words, each in three cases. A maker's first choice of a constant to hash with.
    public List<String> labelWords() {
        var words = new LinkedHashSet<String>();
        for (String name : textFields()) {
            var values = units.stream().map(unit -> unit.field(name)).distinct().toList();
            if (values.size() == 1 && units.size() > 1) {
                var value = values.getFirst().orElse("").strip();
                addCases(value, words);
                addCases(value.replaceAll("\\s", ""), words);
                addCases(value.replaceAll("[^\\p{L}\\p{N}]", ""), words);
                for (String word : value.split("[\\s/,;_]+")) {
                    addCases(word, words);
                }
            }
        }
        words.removeIf(word -> word.length() < LEAST_WORD);
        return words.stream().limit(MOST_WORDS).toList();
    }

    private static void addCases(String text, Set<String> words) {
        words.add(text);
        words.add(fold(text));
        words.add(text.toUpperCase(Locale.ROOT));
    }

    /// How many units there are in [#units()].
    public int size() {
        return units.size();
    }

    /// What stands before and after the part that differs.
    public Frame frame() {
        return frame;
    }

    /// Which positions differ, and over how many values.
    public Shape shape() {
        return shape;
    }

    /// Candidate salts and keys.
    public List<String> salts() {
        return salts;
    }

    /// The part of a unit's password that is not common to all, in lower case.
    public String core(PopulationUnit unit) {
        return frame.core(fold(unit.password()));
    }

    /// Names of the fields that some unit has, in order of the alphabet.
    public List<String> fields() {
        var names = new TreeSet<String>();
        units.forEach(unit -> names.addAll(unit.identifiers().keySet()));
        return List.copyOf(names);
    }

    /// The fields whose values are MAC addresses on every unit that has them.
    public List<String> macFields() {
        return fields().stream().filter(this::isMac).toList();
    }

    /// The fields with other values.
    public List<String> textFields() {
        return fields().stream().filter(name -> !isMac(name)).toList();
    }

    private boolean isMac(String name) {
        return units.stream()
                .flatMap(unit -> unit.field(name).stream())
                .allMatch(value -> MacAddress.parse(value).isPresent());
    }
}
