package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.terminal.Terminal;
import org.testng.annotations.Test;

public class AssessInputTest {
    @Test
    public void anEmptyCommandIsRefusedBeforeAnythingStarts() throws IOException {
        var profile = Files.createTempFile("profile", ".yaml");
        var err = new StringWriter();
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintWriter(Writer.nullWriter()),
                        new PrintWriter(err, true),
                        false);
        try {
            Files.writeString(profile, PROFILE);
            int code =
                    Main.commandLine(terminal)
                            .execute("assess", profile.toString(), "--device", " ");

            assertThat(err.toString()).contains("--device is empty");
            assertThat(code).isEqualTo(ExitCode.UNUSABLE);
        } finally {
            Files.delete(profile);
        }
    }

    private static final String PROFILE =
            """
            format: proofmark-profile/1
            id: box
            manufacturer: Box
            model: B1
            wiring: [power, console, "button:reset"]
            boot: {marks: [{console: 'up'}]}
            interfaces: {}
            credentials: {}
            reset-paths:
              button:
                steps: [{press: reset, for: 1s}, {release: reset}]
                marks: [{console: 'erased'}]
            """;
}
