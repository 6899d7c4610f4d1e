package org.proofmark.controller.metrics;

import java.util.Locale;

/// How constants are written as values of labels.
final class Words {
    private Words() {}

    /// `OUT_OF_SERVICE` is `out-of-service`.
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
