package org.proofmark.domain.profile.breach;

import org.proofmark.domain.verdict.Reason;

/// Breaks a rule on purpose: see RulesTest.
public record LooksRight(Reason reason) {}
