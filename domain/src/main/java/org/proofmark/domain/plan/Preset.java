package org.proofmark.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How hard a campaign looks. The numbers and what they detect: docs/presets.md.
///
/// @param name what people type
/// @param units how many specimens of the model
/// @param batches from how many production batches they come, at least
/// @param resets resets per unit on the main reset path, the first that the profile names
/// @param otherResets resets per unit on each other path
/// @param dictionary tries with universal defaults
public record Preset(
        String name,
        int units,
        int batches,
        int resets,
        int otherResets,
        DictionaryLimit dictionary) {
    /// 2 units, 3 resets, 10 tries: what a demonstration and a desk begin with.
    public static final Preset QUICK = new Preset("quick", 2, 1, 3, 3, DictionaryLimit.ofTries(10));

    /// 2 units, 3 resets, 2 minutes: finds again what was found before, every night.
    public static final Preset NIGHTLY =
            new Preset("nightly", 2, 1, 3, 3, DictionaryLimit.within(Duration.ofMinutes(2)));

    /// 3 units, 10 resets, 5 minutes: before a product goes to a laboratory.
    public static final Preset PRE_COMPLIANCE =
            new Preset(
                    "pre-compliance", 3, 1, 10, 10, DictionaryLimit.within(Duration.ofMinutes(5)));

    /// What [#CERTIFICATION] wants on the main path, over all units: a fault of 5 % of the resets
    /// shows with 95 % confidence, since `ln 0.05 / ln 0.95` is 58.4.
    public static final int POOLED_RESETS = 59;

    /// 5 units of 2 batches; 12 resets each on the main path, so that [#POOLED_RESETS] are pooled
    /// there, and 5 each on the others.
    public static final Preset CERTIFICATION =
            new Preset("certification", 5, 2, 12, 5, DictionaryLimit.wholeList());

    /// 30 units by their labels, without resets and without a dictionary.
    public static final Preset SURVEILLANCE =
            new Preset("surveillance", 30, 1, 0, 0, DictionaryLimit.ofTries(0));

    /// Those that can be asked for by name.
    public static final List<Preset> ALL =
            List.of(QUICK, NIGHTLY, PRE_COMPLIANCE, CERTIFICATION, SURVEILLANCE);

    public Preset {
        if (units < 1 || batches < 1 || resets < 0 || otherResets < 0) {
            throw new IllegalArgumentException(
                    "a preset wants 1 unit and 1 batch or more and no negative resets, got "
                            + units
                            + " units, "
                            + batches
                            + " batches, "
                            + resets
                            + " and "
                            + otherResets
                            + " resets");
        }
    }

    /// Of any batch, with so many tries.
    public Preset(String name, int units, int resets, int dictionaryTries) {
        this(name, units, 1, resets, resets, DictionaryLimit.ofTries(dictionaryTries));
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
                .map(p -> p.withResets(resets).withUnits(units))
                .orElseGet(() -> new Preset(name, units, resets, dictionaryTries));
    }

    /// At most so many tries with universal defaults per unit and interface;
    /// [DictionaryLimit#WHOLE_LIST] where the list or a time ends them.
    public int dictionaryTries() {
        return dictionary.tries();
    }

    /// The same with another number of resets on the main path. The other paths get as many, unless
    /// the preset of this name gives them fewer than the main one.
    public Preset withResets(int count) {
        int others =
                named(name)
                        .filter(p -> p.otherResets < p.resets)
                        .map(p -> Math.min(count, p.otherResets))
                        .orElse(count);
        return new Preset(name, units, batches, count, others, dictionary);
    }

    /// Resets per unit on a path.
    ///
    /// @param main true for the first path that the profile names
    public int resetsOn(boolean main) {
        return main ? resets : otherResets;
    }

    /// `12 resets on the main path, 5 on each other`, or `3 resets on each path`.
    public String resetsText() {
        var text = resets + (resets == 1 ? " reset" : " resets");
        return resets == otherResets
                ? text + " on each path"
                : text + " on the main path, " + otherResets + " on each other";
    }

    /// The same with another number of units.
    public Preset withUnits(int count) {
        return new Preset(name, count, batches, resets, otherResets, dictionary);
    }

    /// `2 units, 3 resets on each path, universal defaults: 10 tries`.
    public String text() {
        return units
                + (units == 1 ? " unit" : " units")
                + (batches == 1 ? "" : " of " + batches + " batches")
                + ", "
                + resetsText()
                + ", universal defaults: "
                + dictionary.text();
    }
}
