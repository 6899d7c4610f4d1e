package org.proofmark.rigagent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a rig-agent is started with.
///
/// @param rigFile the YAML file that describes the rig
/// @param state folder that survives restarts: identity, journal, spool; made with mode 0700
/// @param suiteRuntime jars and class folders of the suite process (`bench-remote` and all it
///   needs), in class path order
/// @param javaBinary the `java` that runs suite processes
/// @param workingFolder where commands of `process` slots run
/// @param suiteArchive where a class-data archive of the suite process is kept, so that it starts
///   faster; made by the first suite that ends well. None is made where this is empty
public record RigOptions(
        Path rigFile,
        Path state,
        List<Path> suiteRuntime,
        Path javaBinary,
        Path workingFolder,
        Optional<Path> suiteArchive) {
    public RigOptions {
        suiteRuntime = List.copyOf(suiteRuntime);
        if (suiteRuntime.isEmpty()) {
            throw new IllegalArgumentException(
                    "suiteRuntime wants the suite process' class path, got none");
        }
    }

    /// With this JVM's own `java`, this process' working folder and no archive.
    public static RigOptions of(Path rigFile, Path state, List<Path> suiteRuntime) {
        return new RigOptions(
                rigFile,
                state,
                suiteRuntime,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of("").toAbsolutePath(),
                Optional.empty());
    }

    /// The same with an archive.
    public RigOptions withSuiteArchive(Path archive) {
        return new RigOptions(
                rigFile, state, suiteRuntime, javaBinary, workingFolder, Optional.of(archive));
    }
}
