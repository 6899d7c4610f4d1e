package org.proofmark.rigagent;

import java.net.InetSocketAddress;
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
/// @param metrics where `/metrics` is served; port 0 = a free one, kept over restarts. Nothing is
///   served where this is empty
public record RigOptions(
        Path rigFile,
        Path state,
        List<Path> suiteRuntime,
        Path javaBinary,
        Path workingFolder,
        Optional<Path> suiteArchive,
        Optional<InetSocketAddress> metrics) {
    public RigOptions {
        // a suite process has another working folder and is told paths below it
        state = state.toAbsolutePath();
        suiteRuntime = List.copyOf(suiteRuntime);
        if (suiteRuntime.isEmpty()) {
            throw new IllegalArgumentException(
                    "suiteRuntime wants the suite process' class path, got none");
        }
    }

    /// With this JVM's own `java`, this process' working folder, no archive and no metrics.
    public static RigOptions of(Path rigFile, Path state, List<Path> suiteRuntime) {
        return new RigOptions(
                rigFile,
                state,
                suiteRuntime,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of("").toAbsolutePath(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same with an archive.
    public RigOptions withSuiteArchive(Path archive) {
        return new RigOptions(
                rigFile,
                state,
                suiteRuntime,
                javaBinary,
                workingFolder,
                Optional.of(archive),
                metrics);
    }

    /// The same, scraped at this address.
    public RigOptions withMetrics(InetSocketAddress address) {
        return new RigOptions(
                rigFile,
                state,
                suiteRuntime,
                javaBinary,
                workingFolder,
                suiteArchive,
                Optional.of(address));
    }
}
