package org.proofmark.cli.exit;

/// The exit codes of every command, as docs/cli.md lists them.
public final class ExitCode {
    /// Done; for commands that give verdicts: every one is PASS, or what was expected.
    public static final int OK = 0;

    /// A verdict is FAIL; for `demo` and `flaws`: something is not as the planted flaws demand.
    public static final int FAIL = 1;

    /// No verdict is FAIL, and one is INCONCLUSIVE.
    public static final int INCONCLUSIVE = 2;

    /// The input is unusable: what, where and what is expected is said on stderr.
    public static final int UNUSABLE = 3;

    /// Proofmark itself could not do its work, such as a controller that is not there.
    public static final int TROUBLE = 4;

    private ExitCode() {}
}
