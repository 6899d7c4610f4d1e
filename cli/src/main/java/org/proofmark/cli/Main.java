package org.proofmark.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `proofmark`: the one command line.
@Command(name = "proofmark", mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /// Runs the command and ends the process with its exit code.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
