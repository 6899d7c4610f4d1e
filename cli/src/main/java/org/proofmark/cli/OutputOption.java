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

    /// As one sentence, or as JSON.
    void print(Listing listing, String sentence, PrintWriter out) {
        if (isJson()) {
            print(listing, out);
        } else {
            out.println(sentence);
        }
    }

    boolean isJson() {
        return format == OutputFormat.JSON;
    }
}
