package org.proofmark.architecture.breach;

import java.util.Date;

/// Breaks a rule on purpose: see RulesTest.
@SuppressWarnings("JavaUtilDate") // that is the breach
public record UsesDate(Date date) {}
