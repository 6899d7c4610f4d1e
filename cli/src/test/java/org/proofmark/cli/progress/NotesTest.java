package org.proofmark.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.proofmark.cli.terminal.Terminal;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class NotesTest {
    @DataProvider
    Object[][] terminals() {
        return new Object[][] {{true}, {false}};
    }

    @Test(dataProvider = "terminals")
    void whatIsNotedStandsOnALineOfItsOwn(boolean live) {
        var out = new StringWriter();
        var writer = new PrintWriter(out, true);
        var terminal = new Terminal(System.in, writer, writer, live);
        try (var progress = Progress.on(terminal, () -> 0)) {
            progress.noted("no release 'sibling': no key");
        }
        assertThat(out.toString().lines())
                .anyMatch(line -> line.endsWith("no release 'sibling': no key"));
    }
}
