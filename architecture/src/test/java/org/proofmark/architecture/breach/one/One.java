package org.proofmark.architecture.breach.one;

import org.proofmark.architecture.breach.two.Two;

/// Breaks a rule on purpose: see RulesTest.
public record One(Two two) {}
