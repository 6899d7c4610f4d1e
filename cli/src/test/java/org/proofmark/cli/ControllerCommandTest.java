package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.controller.ControllerOptions;
import org.testng.annotations.Test;
import picocli.CommandLine;

public class ControllerCommandTest {
    private final StringWriter err = new StringWriter();

    private ControllerOptions pages(String... arguments) {
        err.getBuffer().setLength(0);
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintWriter(new StringWriter(), true),
                        new PrintWriter(err, true),
                        false);
        var command = new ControllerCommand(terminal);
        new CommandLine(command).parseArgs(arguments);
        return command.withPages(ControllerOptions.in(Path.of("state")));
    }

    @Test
    public void pagesAreServedOnLoopbackWhereNothingElseIsSaid() {
        assertThat(pages().web().orElseThrow().getAddress().isLoopbackAddress()).isTrue();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    public void pagesThatOthersReachAreWarnedAbout() {
        var web = pages("--web", "0.0.0.0:0").web().orElseThrow();
        assertThat(web.getHostString()).isEqualTo("0.0.0.0");
        assertThat(err.toString()).contains("warning: the pages have no login", "0.0.0.0:0");
    }

    @Test
    public void offServesNoPagesAndWarnsOfNothing() {
        assertThat(pages("--web", "off").web()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }
}
