package org.proofmark.virtuallab.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command of a slot that starts a simulated device.
public final class DeviceCommand {
    /// What a device lives on: 12 MiB of heap in use with ssh, and room for a burst.
    private static final List<String> SMALL_JVM =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx64m",
                    "-Xss512k",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private DeviceCommand() {}

    /// A line for `/bin/sh -c`, each word quoted. The shell is replaced by the device.
    ///
    /// @param javaHome of a JDK 25
    /// @param classPath with this module, as [System#getProperty(String)] `java.class.path` has it
    public static String of(Path javaHome, String classPath, CatalogueEntry entry) {
        var main = "org.proofmark.virtuallab.device.Main";
        var words =
                Stream.of(
                                List.of(javaHome.resolve("bin/java").toString()),
                                SMALL_JVM,
                                List.of("-cp", classPath, main),
                                entry.deviceArguments())
                        .flatMap(List::stream);
        return "exec " + words.map(DeviceCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
