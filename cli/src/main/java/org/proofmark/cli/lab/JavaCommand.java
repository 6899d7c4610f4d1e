package org.proofmark.cli.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How this program starts itself as another process.
public final class JavaCommand {
    /// A controller or a rig-agent with some tens of slots stays well under it.
    private static final String HEAP = "-Xmx512m";

    private JavaCommand() {}

    /// The command line that runs this same distribution.
    ///
    /// @param role names the process's archive of loaded classes, such as `controller`
    /// @param arguments of the command line, the command first
    public static List<String> of(String role, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(role));
        Optional.ofNullable(System.getProperty("proofmark.home"))
                .ifPresent(home -> command.add("-Dproofmark.home=" + home));
        Optional.ofNullable(System.getProperty("proofmark.cache"))
                .ifPresent(cache -> command.add("-Dproofmark.cache=" + cache));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("org.proofmark.cli.Main");
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /// The JVM's flags for a short life without warnings.
    public static List<String> flags(String role) {
        var flags =
                new ArrayList<>(
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Xlog:disable",
                                HEAP));
        Optional.ofNullable(System.getProperty("proofmark.cache"))
                .ifPresent(cache -> {
                    flags.add("-XX:+AutoCreateSharedArchive");
                    flags.add("-XX:SharedArchiveFile=" + cache + "/" + role + ".jsa");
                });
        return flags;
    }
}
