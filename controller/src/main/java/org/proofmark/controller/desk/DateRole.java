package org.proofmark.controller.desk;

import java.util.regex.Pattern;

/// What a date in a sentence on updates or support is.
enum DateRole {
    /// The end of a period.
    END,
    /// Something else: a beginning, a release, the page's own date, another kind of update.
    OTHER,
    /// Nobody can tell.
    UNKNOWN;

    private static final int NEAR = 70;
    private static final int SHORT = 30;
    private static final Pattern END_CUE =
            Pattern.compile(
                    "(?i)\\b(?:until|till|through|thru|up to|ends?|ending|ended|end date|expir\\w+|no earlier than|not before|not earlier than"
                            + "|at least to|supported to|end[- ]of[- ](?:life|(?:\\w+[- ])?support|service|security|(?:\\w+[- ])?updates?|maintenance)|eol|eos|last day|ceases?|stops?|no longer)\\b");
    private static final Pattern END_ADJACENT =
            Pattern.compile("(?i)\\b(?:to|by|before)\\s+(?:and including\\s+)?(?:the\\s+)?$");
    private static final Pattern RANGE = Pattern.compile("^[\\s)]*(?:-|–|—|→|to|until)\\s*$");
    private static final Pattern OTHER_CUE =
            Pattern.compile(
                    "(?i)\\b(?:from|since|start\\w*|begin\\w*|began|launch\\w*|releas\\w*|publish\\w*|updated|reviewed|revis\\w+|version|dated|effective|as of|as at|first"
                            + "|available (?:from|since)|on sale|sold|purchas\\w+|bought|manufactur\\w+|introduc\\w+|commenc\\w*|issued|last (?:update|change|review|modif)\\w*|©|copyright|built|build)(?:\\b|(?<=©))");
    private static final Pattern OTHER_UPDATES =
            Pattern.compile(
                    "(?i)\\b(?:feature|functional|functionality|content|map|cosmetic|operating system|os) (?:updates?|upgrades?)\\b");
    private static final Pattern END_AFTER =
            Pattern.compile(
                    "(?i)^[\\s,:)(]*(?:is|will be|marks|being)?\\s*(?:the\\s+|our\\s+)?(?:(?:minimum|guaranteed)\\s+)?(?:end\\b|last day|final day)");

    /// @param before the words since the sentence's start or the date before
    /// @param after the words up to the next date or the sentence's end
    /// @param second another date stands before in the same sentence
    static DateRole of(Line line, String before, String after, boolean second) {
        if (OTHER_UPDATES.matcher(before).find()
                && !before.toLowerCase(java.util.Locale.ROOT).contains("security")) {
            return OTHER;
        }
        if (second && RANGE.matcher(before).find()) {
            return END;
        }
        var near = before.length() > NEAR ? before.substring(before.length() - NEAR) : before;
        var end = Math.max(last(END_CUE, near), last(END_ADJACENT, near));
        var other = last(OTHER_CUE, near);
        if (end < 0 && END_AFTER.matcher(after).find()) {
            return END;
        }
        if (end > other) {
            return END;
        }
        if (other >= 0) {
            return OTHER;
        }
        return byHeading(line, before, after);
    }

    /// A line that is hardly more than a date means what its heading says.
    private static DateRole byHeading(Line line, String before, String after) {
        var alone = before.length() + after.length() <= SHORT;
        if (alone && END_CUE.matcher(line.heading()).find()) {
            return END;
        }
        return alone && OTHER_CUE.matcher(line.heading()).find() ? OTHER : UNKNOWN;
    }

    private static int last(Pattern pattern, String text) {
        var last = -1;
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }
}
