package org.proofmark.rigagent.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Appends until the system refuses, and says how many lines it was told are on the disk.
public final class FullDiskWriter {
    private FullDiskWriter() {}

    static String line(int number) {
        return number + " " + "x".repeat(777);
    }

    public static void main(String[] args) throws IOException {
        var log = LineLog.open(Path.of(args[0]), line -> {});
        int told = 0;
        try {
            while (told < 1_000_000) {
                log.append(line(told + 1));
                told++;
            }
        } catch (StorageFault e) {
            try (var out = new FileOutputStream(FileDescriptor.out)) {
                out.write(String.valueOf(told).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
