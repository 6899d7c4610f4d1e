package org.proofmark.cli;

import java.io.PrintWriter;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.output.OutputFormat;
import picocli.CommandLine.Option;

/// `--output`: a table or JSON.
final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: text).")
    private OutputFormat format = OutputFormat.TEXT;

    void print(Listing listing, PrintWriter out) {
        listing.print(out, format);
    }

    boolean isJson() {
        return format == OutputFormat.JSON;
    }
}
