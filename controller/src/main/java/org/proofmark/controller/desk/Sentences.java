package org.proofmark.controller.desk;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts text into sentences.
final class Sentences {
    /// A full stop ends a sentence before a capital letter, unless it belongs to an abbreviation.
    private static final Pattern END =
            Pattern.compile(
                    "(?<=[.!?])(?<!\\b(?i:e\\.g|i\\.e|etc|approx|no|dr|mr|ms|vs|ltd|inc|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\\.)"
                            + "(?<!\\b\\d{1,2}\\.)\\s+(?=[\"'“(]?[A-Z0-9])");

    private Sentences() {}

    static List<String> of(String text) {
        var clean = text.replaceAll("[\\s\\u00a0]+", " ").strip();
        return clean.isEmpty()
                ? List.of()
                : Arrays.stream(END.split(clean)).map(String::strip).toList();
    }
}
