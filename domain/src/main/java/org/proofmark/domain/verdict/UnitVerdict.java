package org.proofmark.domain.verdict;

import org.proofmark.domain.run.UnitId;

/// What one unit alone shows under a requirement.
public record UnitVerdict(UnitId unit, Verdict verdict) {}
