package org.proofmark.architecture.breach.two;

import org.proofmark.architecture.breach.one.One;

/// Breaks a rule on purpose: see RulesTest.
public record Two(Class<One> one) {
    public Two() {
        this(One.class);
    }
}
