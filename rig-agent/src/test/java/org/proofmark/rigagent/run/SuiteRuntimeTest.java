package org.proofmark.rigagent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class SuiteRuntimeTest {
    private Path archive = Path.of("");
    private Path jar = Path.of("");

    @BeforeMethod
    public void twoFiles() throws IOException {
        var folder = Files.createTempDirectory("runtime");
        archive = folder.resolve("suite.jsa");
        jar = Files.createFile(folder.resolve("one.jar"));
        changed(jar, 100);
    }

    private SuiteRuntime runtime() {
        var missing = jar.resolveSibling("missing.jar");
        return new SuiteRuntime(Path.of("java"), List.of(jar, missing), Optional.of(archive));
    }

    private static void changed(Path file, long seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
    }

    @Test
    public void anArchiveThatIsNotThereDoesNotFit() {
        assertThat(runtime().archiveFits()).isFalse();
        assertThat(new SuiteRuntime(Path.of("java"), List.of(jar), Optional.empty()).archiveFits())
                .isFalse();
    }

    @Test
    public void anArchiveFitsUntilAJarIsNewer() throws IOException {
        Files.createFile(archive);
        changed(archive, 101);
        assertThat(runtime().archiveFits()).isTrue();

        changed(jar, 102);
        assertThat(runtime().archiveFits()).isFalse();
    }
}
