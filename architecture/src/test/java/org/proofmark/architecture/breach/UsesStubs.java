package org.proofmark.architecture.breach;

import org.proofmark.proto.run.v1.Campaign;

/// Breaks a rule on purpose: see RulesTest.
public record UsesStubs(Campaign campaign) {}
