package org.proofmark.cli;

import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.scheme.Requirement;
import picocli.CommandLine.Option;

/// `--scheme`: whose verdicts decide what the command ends with.
final class SchemeOption {
    @Option(
            names = "--scheme",
            paramLabel = "NAME",
            description =
                    "Whose verdicts decide the exit code: uk-psti-2023 (default) or"
                            + " en-303-645-2.1.1. The report has both in any case.")
    private String scheme = Requirement.UK_PSTI_2023;

    /// @throws UnusableInput before anything is started
    void check() {
        if (!Requirement.SCHEMES.contains(scheme)) {
            throw new UnusableInput(
                    "--scheme "
                            + scheme
                            + ": no such scheme; wanted is one of "
                            + String.join(", ", Requirement.SCHEMES));
        }
    }

    String name() {
        return scheme;
    }
}
