package org.proofmark.cli.terminal;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a command reads and writes. The one place that knows this process's own streams.
///
/// @param in stdin
/// @param out stdout, for results
/// @param err stderr, for everything else
/// @param live true where a table may be drawn over itself on `out`
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean live) {

    /// This process's own.
    public static Terminal ofProcess() {
        return new Terminal(System.in, writer(System.out), writer(System.err), isLive());
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static boolean isLive() {
        var kind = Optional.ofNullable(System.getenv("TERM")).orElse("dumb");
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !kind.equals("dumb");
    }

    /// The same with everything that is no result on stderr, for commands whose stdout a program
    /// reads.
    public Terminal forPrograms() {
        return new Terminal(in, err, err, false);
    }
}
