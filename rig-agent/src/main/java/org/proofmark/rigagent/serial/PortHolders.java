package org.proofmark.rigagent.serial;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which processes hold a tty open, as far as this one may look.
final class PortHolders {
    /// Enough to find the one that was forgotten.
    private static final int LIMIT = 8;

    private PortHolders() {}

    /// Such as `1234 (picocom)`.
    static List<String> of(Path proc, Path tty) {
        var holders = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var process : processes) {
                if (holders.size() < LIMIT && holds(process, tty)) {
                    holders.add(process.getFileName() + " (" + command(process) + ")");
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // the message goes without
            return holders;
        }
        return holders;
    }

    private static boolean holds(Path process, Path tty) {
        try (var open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : open) {
                if (tty.equals(Files.readSymbolicLink(descriptor))) {
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
