package org.proofmark.architecture.breach;

/// Breaks a rule on purpose: see RulesTest.
public abstract class AbstractThing {}
