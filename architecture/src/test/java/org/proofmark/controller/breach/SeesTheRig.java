package org.proofmark.controller.breach;

import org.proofmark.bench.Bench;

/// Breaks a rule on purpose: see RulesTest.
public record SeesTheRig(Class<?> type) {
    public SeesTheRig() {
        this(Bench.class);
    }
}
