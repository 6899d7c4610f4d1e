package org.proofmark.rigagent.flash;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text that a pattern may look at only so often: one that looks back and forth without end is
/// stopped, and not the rig.
final class LimitedText implements CharSequence {
    /// A sound pattern looks at each character some dozen times.
    static final int MAX_LOOKS = 5_000_000;

    private final CharSequence text;
    private final int[] looks;

    private LimitedText(CharSequence text, int[] looks) {
        this.text = text;
        this.looks = looks;
    }

    /// The first match.
    ///
    /// @throws FlashFailed where the pattern comes to no end
    static Optional<MatchResult> find(Pattern pattern, CharSequence text, String step)
            throws FlashFailed {
        try {
            var found = pattern.matcher(new LimitedText(text, new int[1]));
            return found.find() ? Optional.of(found.toMatchResult()) : Optional.empty();
        } catch (TooMuch | StackOverflowError _) {
            throw new FlashFailed(
                    step, "the pattern " + pattern + " comes to no end on what was said");
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks[0] > MAX_LOOKS) {
            throw new TooMuch();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new LimitedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMuch() {
            super("the pattern looks too often", null, false, false);
        }
    }
}
