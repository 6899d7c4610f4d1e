package org.proofmark.deviceprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// What docs/ shows can be used as it stands.
public final class ExamplesTest {
    private static final Path PAGE = Path.of("..", "docs", "profile.md");

    @DataProvider
    public Object[][] files() throws IOException {
        try (var all = Files.list(ProfileCodecTest.EXAMPLES)) {
            return all.map(p -> new Object[] {p}).toArray(Object[][]::new);
        }
    }

    @Test(dataProvider = "files")
    public void everyExampleIsAProfileOfItsFileName(Path file) throws IOException {
        var profile = ProfileCodec.parse(file.getFileName().toString(), Files.readAllBytes(file));
        assertThat(profile.id().value() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(Files.readString(PAGE)).contains(file.getFileName().toString());
    }

    @DataProvider
    public Object[][] snippets() throws IOException {
        var found = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(PAGE));
        var all = new ArrayList<Object[]>();
        while (found.find()) {
            all.add(new Object[] {found.group(1)});
        }
        return all.toArray(Object[][]::new);
    }

    @Test(dataProvider = "snippets")
    public void everySnippetOfThePageFitsIntoAProfile(String snippet) {
        var yaml =
                snippet.startsWith("reset-paths:")
                        ? profile("", snippet)
                        : profile(
                                snippet,
                                "reset-paths: {power: {steps: [{power: off}], marks: [{dialogue: sees-wizard, interface: web}]}}\n");
        assertThat(ProfileCodecTest.parse(yaml).id().value()).isEqualTo("snippet");
    }

    private static String profile(String dialogues, String resets) {
        boolean lines = dialogues.contains("steps:");
        var wizard = "sees-wizard: {exchanges: [{path: /, answers: {accepted: {body: W}}}]}\n";
        var reset =
                "factory-reset: {exchanges: [{path: /r, answers: {accepted: {status: 200}}}]}\n";
        return String.join(
                "\n",
                List.of(
                        "format: proofmark-profile/1",
                        "id: snippet",
                        "manufacturer: a",
                        "model: b",
                        "wiring: [power, console, network, \"button:reset\"]",
                        "boot: {marks: [{console: up}]}",
                        "interfaces:",
                        "  web:",
                        "    protocol: http",
                        "    port: 80",
                        "    dialogues:",
                        ((lines ? "" : dialogues) + wizard + reset).indent(6),
                        "  line:",
                        "    protocol: telnet",
                        "    port: 23",
                        "    dialogues:",
                        lines ? dialogues.indent(6) : "      use: {steps: [{accepted: a}]}",
                        "credentials: {admin: {interfaces: [], factory: {from: stated, value: a}}}"
                                .replace(
                                        "interfaces: []",
                                        lines ? "interfaces: [line]" : "interfaces: [web]")
                                .replace(
                                        "credentials: {admin",
                                        dialogues.contains("login:")
                                                ? "credentials: {admin"
                                                : "credentials: {}\n#"),
                        resets.replace(", credential: admin", "")));
    }
}
