package org.proofmark.domain.plan;

/// How hard a campaign looks. Issue 4 of the plan adds `nightly`, `pre-compliance`, `certification`
/// and `surveillance`.
///
/// @param name what people type
/// @param units how many specimens of the model
/// @param resets resets per unit and reset path
/// @param dictionaryTries tries with universal defaults per unit and interface, in the after-reset
///   state
public record Preset(String name, int units, int resets, int dictionaryTries) {
    /// 2 units, 3 resets, 10 tries: what a demonstration and a desk begin with.
    public static final Preset QUICK = new Preset("quick", 2, 3, 10);

    public Preset {
        if (units < 1 || resets < 0 || dictionaryTries < 0) {
            throw new IllegalArgumentException(
                    "a preset wants 1 unit or more and no negative counts, got "
                            + units
                            + " units, "
                            + resets
                            + " resets, "
                            + dictionaryTries
                            + " tries");
        }
    }

    /// The same with another number of resets.
    public Preset withResets(int count) {
        return new Preset(name, units, count, dictionaryTries);
    }
}
