package org.proofmark.architecture.breach;

/// Breaks a rule on purpose: see RulesTest.
public record UsesJunit(Class<org.junit.platform.commons.annotation.Testable> type) {}
