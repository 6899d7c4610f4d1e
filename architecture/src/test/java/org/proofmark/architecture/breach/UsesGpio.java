package org.proofmark.architecture.breach;

import com.pi4j.context.Context;

/// Breaks a rule on purpose: see RulesTest.
public record UsesGpio(Context context) {}
