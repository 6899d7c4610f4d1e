package org.proofmark.domain.verdict;

/// Why: a code of docs/reason-codes.md, and a sentence for people.
public record Reason(String code, String text) {}
