package org.proofmark.domain.plan;

import java.time.Duration;

/// How long universal defaults are tried, per unit and interface, in the after-reset state.
///
/// @param tries at most so many different entries; [#WHOLE_LIST] for all there are
/// @param time and at most so long; zero for no limit
public record DictionaryLimit(int tries, Duration time) {
    /// More than any list holds.
    public static final int WHOLE_LIST = Integer.MAX_VALUE;

    /// What a limit in time must reach at least: no timed preset looks less hard than `quick`.
    private static final int LEAST_IN_TIME = 10;

    public DictionaryLimit {
        if (tries < 0 || time.isNegative()) {
            throw new IllegalArgumentException(
                    "a dictionary limit wants no negative numbers, got "
                            + tries
                            + " tries, "
                            + time);
        }
    }

    /// So many entries.
    public static DictionaryLimit ofTries(int tries) {
        return new DictionaryLimit(tries, Duration.ZERO);
    }

    /// As many as this time allows.
    public static DictionaryLimit within(Duration time) {
        return new DictionaryLimit(WHOLE_LIST, time);
    }

    /// The whole list, however long it takes.
    public static DictionaryLimit wholeList() {
        return ofTries(WHOLE_LIST);
    }

    /// True where time ends the tries and not their number.
    public boolean timed() {
        return !time.isZero();
    }

    /// How many answered tries a PASS wants.
    ///
    /// @param listed the length of the list
    public int wanted(int listed) {
        return Math.min(timed() ? Math.min(tries, LEAST_IN_TIME) : tries, listed);
    }

    /// `10 tries`, `2 minutes`, `whole list`, `none`.
    public String text() {
        if (timed()) {
            return time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes");
        }
        return switch (tries) {
            case 0 -> "none";
            case 1 -> "1 try";
            case WHOLE_LIST -> "whole list";
            default -> tries + " tries";
        };
    }
}
