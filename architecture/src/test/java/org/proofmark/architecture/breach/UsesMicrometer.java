package org.proofmark.architecture.breach;

import io.micrometer.core.instrument.Counter;

/// Breaks a rule on purpose: see RulesTest.
public record UsesMicrometer(Counter counter) {}
