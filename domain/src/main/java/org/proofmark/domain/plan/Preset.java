package org.proofmark.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How hard a campaign looks. The numbers and what they detect: docs/presets.md.
///
/// @param name what people type
/// @param units how many specimens of the model
/// @param batches from how many production batches they come, at least
/// @param resets resets per unit and reset path
/// @param dictionary tries with universal defaults
public record Preset(String name, int units, int batches, int resets, DictionaryLimit dictionary) {
    /// 2 units, 3 resets, 10 tries: what a demonstration and a desk begin with.
    public static final Preset QUICK = new Preset("quick", 2, 1, 3, DictionaryLimit.ofTries(10));

    /// 2 units, 3 resets, 2 minutes: finds again what was found before, every night.
    public static final Preset NIGHTLY =
            new Preset("nightly", 2, 1, 3, DictionaryLimit.within(Duration.ofMinutes(2)));

    /// 3 units, 10 resets, 5 minutes: before a product goes to a laboratory.
    public static final Preset PRE_COMPLIANCE =
            new Preset("pre-compliance", 3, 1, 10, DictionaryLimit.within(Duration.ofMinutes(5)));

    /// 5 units of 2 batches, 12 resets each, so that 59 or more are pooled on each path: a fault of
    /// 5 % of the resets shows with 95 % confidence.
    public static final Preset CERTIFICATION =
            new Preset("certification", 5, 2, 12, DictionaryLimit.wholeList());

    /// 30 units by their labels, without resets and without a dictionary.
    public static final Preset SURVEILLANCE =
            new Preset("surveillance", 30, 1, 0, DictionaryLimit.ofTries(0));

    /// Those that can be asked for by name.
    public static final List<Preset> ALL =
            List.of(QUICK, NIGHTLY, PRE_COMPLIANCE, CERTIFICATION, SURVEILLANCE);

    public Preset {
        if (units < 1 || batches < 1 || resets < 0) {
            throw new IllegalArgumentException(
                    "a preset wants 1 unit and 1 batch or more and no negative resets, got "
                            + units
                            + " units, "
                            + batches
                            + " batches, "
                            + resets
                            + " resets");
        }
    }

    /// Of any batch, with so many tries.
    public Preset(String name, int units, int resets, int dictionaryTries) {
        this(name, units, 1, resets, DictionaryLimit.ofTries(dictionaryTries));
    }

    /// The preset of this name.
    public static Optional<Preset> named(String name) {
        return ALL.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /// Every name, with commas.
    public static String names() {
        return String.join(", ", ALL.stream().map(Preset::name).toList());
    }

    /// A preset that was written down by these four: a limit in time belongs to the name.
    public static Preset recalled(String name, int units, int resets, int dictionaryTries) {
        return named(name)
                .filter(p -> p.dictionaryTries() == dictionaryTries)
                .map(p -> new Preset(name, units, p.batches(), resets, p.dictionary()))
                .orElseGet(() -> new Preset(name, units, resets, dictionaryTries));
    }

    /// At most so many tries with universal defaults per unit and interface;
    /// [DictionaryLimit#WHOLE_LIST] where the list or a time ends them.
    public int dictionaryTries() {
        return dictionary.tries();
    }

    /// The same with another number of resets.
    public Preset withResets(int count) {
        return new Preset(name, units, batches, count, dictionary);
    }

    /// The same with another number of units.
    public Preset withUnits(int count) {
        return new Preset(name, count, batches, resets, dictionary);
    }

    /// `2 units, 3 resets on each path, 10 tries`.
    public String text() {
        return units
                + (units == 1 ? " unit" : " units")
                + (batches == 1 ? "" : " of " + batches + " batches")
                + ", "
                + resets
                + (resets == 1 ? " reset" : " resets")
                + " on each path, universal defaults: "
                + dictionary.text();
    }
}
