package org.proofmark.domain.verdict;

/// The verdicts of TS 103 701.
public enum Outcome {
    PASS,
    INCONCLUSIVE,
    FAIL
}
