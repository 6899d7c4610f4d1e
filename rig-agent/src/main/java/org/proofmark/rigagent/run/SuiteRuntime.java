package org.proofmark.rigagent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/// What suite processes are started with.
///
/// @param javaBinary the `java` that runs them
/// @param classPath of `bench-remote` and all it needs
/// @param archive class-data archive that makes them start faster, where one is wanted
public record SuiteRuntime(Path javaBinary, List<Path> classPath, Optional<Path> archive) {
    public SuiteRuntime {
        classPath = List.copyOf(classPath);
    }

    /// True where the archive is there and no jar is newer than it. The JVM passes over an archive
    /// of other jars without a word; it would be passed over for ever.
    boolean archiveFits() {
        if (archive.filter(Files::exists).isEmpty()) {
            return false;
        }
        try {
            var made = Files.getLastModifiedTime(archive.get());
            for (var jar : classPath) {
                if (modified(jar).compareTo(made) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // it has just been replaced, or is nobody's to read
            return false;
        }
    }

    private static FileTime modified(Path jar) throws IOException {
        return Files.exists(jar) ? Files.getLastModifiedTime(jar) : FileTime.fromMillis(0);
    }
}
