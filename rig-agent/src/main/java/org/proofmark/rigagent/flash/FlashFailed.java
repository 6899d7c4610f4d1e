package org.proofmark.rigagent.flash;

/// A transfer that did not come to its end: at which step, what came instead, what to do.
public final class FlashFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String what;

    /// @param step such as `block 17 of 512`
    /// @param what what was seen, in words
    public FlashFailed(String step, String what) {
        super(step + ": " + what);
        this.step = step;
        this.what = what;
    }

    public String step() {
        return step;
    }

    /// What was seen, without the step.
    public String what() {
        return what;
    }
}
