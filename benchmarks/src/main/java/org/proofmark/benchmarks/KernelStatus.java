package org.proofmark.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel says of a process.
final class KernelStatus {
    private KernelStatus() {}

    /// A field of what the kernel says of a process in KiB; 0 where it has ended.
    ///
    /// @param file of the process's folder in `/proc`, such as `status`
    static long kib(ProcessHandle process, String file, String name) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
