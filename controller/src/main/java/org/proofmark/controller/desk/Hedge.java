package org.proofmark.controller.desk;

import java.util.regex.Pattern;

/// Words that take a promise back, or make it less than one.
final class Hedge {
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "(?i)\\b(?:no earlier than|not (?:earlier|before|sooner)(?: than)?|not end (?:before|until)|(?:at )?no (?:extra |additional )?(?:charge|cost)"
                            + "|no account|not limited to|need not|do not need|will not (?:be )?(?:reduce|shorten)\\w*)\\b");
    private static final Pattern HEDGE =
            Pattern.compile(
                    "(?i)\\b(?:not|no|never|cannot|can't|won't|don't|doesn't|isn't|might|may(?!\\s+\\d)|could|aim\\w*|intend\\w*|expect\\w*"
                            + "|plan(?:s|ned|ning)?|hope|target(?:s|ed)?|estimated?|approx\\w*|around|about|circa|tentative\\w*|provisional\\w*|subject to change|likely|should)\\b");

    private Hedge() {}

    static boolean in(String text) {
        return HEDGE.matcher(HARMLESS.matcher(text).replaceAll(" ")).find();
    }
}
