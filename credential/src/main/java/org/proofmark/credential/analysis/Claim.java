package org.proofmark.credential.analysis;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a list is to show.
public sealed interface Claim {
    /// No rule is broken in this list, at the stated effort.
    record NoRuleBroken() implements Claim {}

    /// No password stands twice in this list; nothing else is asked.
    record Unique() implements Claim {}

    /// Fewer than this fraction of all units of the kind are faulty, the list being a random
    /// sample.
    ///
    /// @param fraction above 0, below 1
    record FaultyBelow(double fraction) implements Claim {}

    /// The generator has more values than this, by absence of duplicates alone.
    ///
    /// @param values above 0
    record KeyspaceAbove(double values) implements Claim {}

    /// As it is written: `unique`, `p<0.01`, `keyspace>1e6` or `keyspace>2^20`.
    static Optional<Claim> parse(String text) {
        var trimmed = text.replace(" ", "");
        if (trimmed.equals("unique")) {
            return Optional.of(new Unique());
        }
        var fraction = Pattern.compile("p<([0-9.]+(?:[eE]-?\\d+)?)(%?)").matcher(trimmed);
        if (fraction.matches()) {
            return number(fraction.group(1))
                    .map(value -> fraction.group(2).isEmpty() ? value : value / 100)
                    .filter(value -> value > 0 && value < 1)
                    .map(FaultyBelow::new);
        }
        var power = Pattern.compile("keyspace>2\\^(\\d{1,3})").matcher(trimmed);
        if (power.matches()) {
            return Optional.of(new KeyspaceAbove(Math.pow(2, Integer.parseInt(power.group(1)))));
        }
        var values = Pattern.compile("keyspace>([0-9.]+(?:[eE]\\d{1,2})?)").matcher(trimmed);
        return values.matches()
                ? number(values.group(1)).filter(value -> value > 0).map(KeyspaceAbove::new)
                : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
