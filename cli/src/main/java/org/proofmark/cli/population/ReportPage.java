package org.proofmark.cli.population;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.controller.report.PopulationPage;

/// The result as a page of HTML in a file.
public final class ReportPage {
    private final Path file;

    /// @param file where it goes; a file of that name is replaced
    /// @throws UnusableInput where it cannot be written, told before an hour is spent on the list
    public ReportPage(Path file) {
        this.file = file;
        var folder = file.toAbsolutePath().getParent();
        boolean possible =
                Files.exists(file)
                        ? Files.isRegularFile(file) && Files.isWritable(file)
                        : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!possible) {
            throw new UnusableInput(
                    "--report "
                            + file
                            + ": cannot be written: no such folder, no right to it, or no file");
        }
    }

    /// Writes it.
    ///
    /// @param list the list's name, for people
    public void write(String list, ListAnalysis.Result result) {
        var content =
                new PopulationPage.Content(
                        list.equals("-") ? "stdin" : list,
                        result.report(),
                        result.picture(),
                        result.rows(),
                        result.leftOut(),
                        result.odd(),
                        result.problems().stream()
                                .map(p -> new PopulationPage.Problem(p.line(), p.text()))
                                .toList());
        try {
            Files.write(file, PopulationPage.bytes(content));
        } catch (IOException e) {
            throw new Trouble(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
