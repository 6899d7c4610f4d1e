package org.proofmark.rigagent.gpio.kernel;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who holds GPIO lines on this machine. The kernel's answer names a consumer and no process; these
/// are the processes that come into question, as far as this one may look.
final class LineHolders {
    /// Enough to find the one that was forgotten.
    private static final int LIMIT = 8;

    /// What the kernel calls the descriptor of a line (`linereq` in its source).
    private static final String DESCRIPTOR = "anon_inode:gpio-line";

    private LineHolders() {}

    /// Such as `1234 (gpioset)`.
    static List<String> processes() {
        var holders = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (holders.size() < LIMIT && holdsLine(process)) {
                    holders.add(process.getFileName() + " (" + command(process) + ")");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // the consumer's name stands in the message all the same
            return holders;
        }
        return holders;
    }

    private static boolean holdsLine(Path process) {
        try (var open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : open) {
                if (DESCRIPTOR.equals(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            // another user's process, or one that has just ended
            return false;
        }
    }

    private static String command(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "?";
        }
    }
}
