package org.proofmark.cli.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How this program starts itself as another process.
public final class JavaCommand {
    /// For whatever is no server; a controller with some tens of rigs stays well under it, too.
    private static final String HEAP = "-Xmx512m";

    /// A server is idle most of the time: it begins small, grows when there is work, and gives
    /// memory back. Without them the JVM takes a heap by the machine's size, not by its need, and
    /// keeps what it once touched.
    private static final List<String> SERVER =
            List.of(
                    "-Xms16m",
                    "-XX:MinHeapFreeRatio=20",
                    "-XX:MaxHeapFreeRatio=40",
                    // what can be read again is not kept when there is a collection anyhow
                    "-XX:SoftRefLRUPolicyMSPerMB=10",
                    // milliseconds; what the compiler and TLS once had from malloc
                    "-XX:TrimNativeHeapInterval=10000");

    /// An agent has one connection to its controller and one for each suite process: it needs no
    /// buffers of megabytes per thread (8 KiB × 2^5 at a time), and only a small nursery. Consoles
    /// and uploads are streamed; what needs the heap are pieces of evidence that a suite hands over
    /// whole, twice their size each (32 MiB at most): those of two or three slots at once.
    private static final List<String> RIG =
            List.of(
                    "-Xmx256m",
                    "-Xmn8m",
                    "-XX:SurvivorRatio=4",
                    "-Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=5");

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

    /// The JVM's flags that decide how much memory a process takes. The script `proofmark` starts
    /// servers with the same ones, but leaves the limit of a controller's heap to the machine.
    ///
    /// @param role such as `rig`; what is no server gets nothing but a limit
    static List<String> memory(String role) {
        var flags = new ArrayList<String>();
        switch (role) {
            case "rig" -> {
                flags.addAll(SERVER);
                flags.addAll(RIG);
            }
            case "controller" -> {
                flags.addAll(SERVER);
                flags.add(HEAP);
            }
            default -> flags.add(HEAP);
        }
        return List.copyOf(flags);
    }

    /// The JVM's flags for a quick start without warnings.
    public static List<String> flags(String role) {
        var flags =
                new ArrayList<>(
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Xlog:disable"));
        flags.addAll(memory(role));
        Optional.ofNullable(System.getProperty("proofmark.cache"))
                .ifPresent(cache -> {
                    flags.add("-XX:+AutoCreateSharedArchive");
                    flags.add("-XX:SharedArchiveFile=" + cache + "/" + role + ".jsa");
                });
        return flags;
    }
}
