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

    @Test
    public void theArchivesOfAnotherBuildGoAndTheirFolderStaysForWhoStillRuns()
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("archives");
        var jar = Files.createDirectories(folder.resolve("dist/lib")).resolve("one.jar");
        Files.writeString(jar, "one");
        var old = Files.createFile(archive(folder));
        assertThat(archive(folder)).as("the same build").isEqualTo(old).exists();

        Files.writeString(jar, "another");
        var now = archive(folder);

        assertThat(now).isNotEqualTo(old);
        assertThat(now.getFileName()).hasToString("rig.jsa");
        assertThat(now.getParent()).isDirectory();
        assertThat(old).doesNotExist();
        assertThat(old.getParent()).isDirectory();
    }

    /// Where the script has the archive of a rig whose distribution is in a folder.
    private static Path archive(Path folder) throws IOException, InterruptedException {
        var flag = "-XX:SharedArchiveFile=";
        var said =
                said(
                        "class_archive",
                        "root='%s' dist='%s/dist' XDG_CACHE_HOME='%s/cache'"
                                .formatted(folder, folder, folder),
                        "rig");
        return said.stream()
                .filter(line -> line.startsWith(flag))
                .map(line -> Path.of(line.substring(flag.length())))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ofScript(String role) throws IOException, InterruptedException {
        return said("memory_options", "role=" + role, role);
    }

    /// What a function of the script says.
    ///
    /// @param set the variables that it reads
    private static List<String> said(String function, String set, String argument)
            throws IOException, InterruptedException {
        var text = "sed -n '/^" + function + "()/,/^}/p' '" + script() + "'";
        var line = set + "; eval \"$(" + text + ")\"; " + function + " " + argument;
        return output(List.of("bash", "-c", line)).lines().toList();
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
