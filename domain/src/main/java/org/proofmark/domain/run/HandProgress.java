package org.proofmark.domain.run;

/// How far a rig is with an operator's order. For people who wait; no evidence.
///
/// @param step that is at work, 1 to [#MAX_STEP] characters; the device may have had a say in it
/// @param done bytes of `size` that the step has behind it
/// @param size bytes that the step moves; 0 where it moves none
public record HandProgress(String step, long done, long size) {
    /// As much as fits on a line of a wide terminal.
    public static final int MAX_STEP = 200;

    /// @throws IllegalArgumentException where a value is out of its range
    public HandProgress {
        if (step.isEmpty() || step.length() > MAX_STEP) {
            throw new IllegalArgumentException(
                    "a step wants 1 to " + MAX_STEP + " characters, got " + step.length());
        }
        if (size < 0 || done < 0 || done > size) {
            throw new IllegalArgumentException(
                    "a step is done by 0 to its size, got " + done + " of " + size);
        }
    }

    /// The same of a step whose name may be longer than what is kept of it.
    public static HandProgress of(String step, long done, long size) {
        var named = step.isEmpty() ? "?" : step;
        return new HandProgress(named.substring(0, Math.min(named.length(), MAX_STEP)), done, size);
    }

    /// From 0 to 100; 0 where nothing is moved.
    public int percent() {
        return size == 0 ? 0 : (int) (done * 100.0 / size);
    }
}
