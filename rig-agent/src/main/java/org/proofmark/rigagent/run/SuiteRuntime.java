package org.proofmark.rigagent.run;

import java.nio.file.Path;
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
}
