package org.proofmark.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class JavaCommandTest {
    /// The limit of a controller's heap is the machine's where the script starts it.
    private static final String LIMIT_OF_A_CHILD = "-Xmx512m";

    @DataProvider
    public Object[][] servers() {
        return new Object[][] {{"rig"}, {"controller"}};
    }

    @Test(dataProvider = "servers")
    public void theScriptStartsServersWithTheMemoryThatChildrenGet(String role)
            throws IOException, InterruptedException {
        var expected = new ArrayList<>(JavaCommand.memory(role));
        expected.remove(LIMIT_OF_A_CHILD);

        assertThat(ofScript(role)).containsExactlyElementsOf(expected);
    }

    @Test
    public void theScriptLeavesOtherCommandsTheMemoryOfTheMachine()
            throws IOException, InterruptedException {
        assertThat(ofScript("cli")).isEmpty();
    }

    @Test
    public void everyHeapHasALimit() {
        for (var role : List.of("rig", "controller", "cli")) {
            assertThat(JavaCommand.memory(role)).as(role).anyMatch(flag -> flag.startsWith("-Xmx"));
        }
    }

    @Test(dataProvider = "servers")
    public void theJvmTakesEveryFlag(String role) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaCommand.flags(role));
        command.add("-version");

        assertThat(output(command).toLowerCase(Locale.ROOT)).contains("version");
    }

    /// What the script's own function says.
    private static List<String> ofScript(String role) throws IOException, InterruptedException {
        var function = "sed -n '/^memory_options()/,/^}/p' '" + script() + "'";
        var said =
                output(
                        List.of(
                                "bash",
                                "-c",
                                "eval \"$(" + function + ")\"; memory_options " + role));
        return said.lines().toList();
    }

    private static Path script() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("proofmark"))) {
                return at.resolve("proofmark");
            }
        }
        throw new IllegalStateException("run inside the checkout");
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
