package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The processes of this machine, as /proc tells them. Stateless.
final class ProcTable {
    private static final Path PROC = Path.of("/proc");

    private ProcTable() {}

    /// A process, told from a later one of the same number by its start.
    ///
    /// @param startTicks the kernel's clock ticks from boot to its start
    record Entry(long pid, long startTicks) {
        /// True while it runs; a zombie does not.
        boolean alive() {
            return find(pid).filter(this::equals).isPresent();
        }

        /// SIGKILL.
        void kill() {
            if (alive()) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /// The running process of that number.
    static Optional<Entry> find(long pid) {
        var stat = text(PROC.resolve(Long.toString(pid)).resolve("stat"));
        // the name in brackets may hold anything, so count from the last bracket
        int bracket = stat.lastIndexOf(')');
        if (bracket < 0) {
            return Optional.empty();
        }
        var fields = stat.substring(bracket + 1).strip().split(" ");
        boolean dead = fields[0].equals("Z") || fields[0].equals("X");
        return dead || fields.length < 20
                ? Optional.empty()
                : Optional.of(new Entry(pid, Long.parseLong(fields[19])));
    }

    /// Processes whose environment has a `DUT_STATE` that fits.
    static List<Entry> withState(Predicate<String> state) {
        return matching(
                "environ",
                words ->
                        words.stream()
                                .filter(word -> word.startsWith("DUT_STATE="))
                                .anyMatch(
                                        word -> state.test(word.substring("DUT_STATE=".length()))));
    }

    /// Processes whose command line has this word.
    static List<Entry> withArgument(Predicate<List<String>> arguments) {
        return matching("cmdline", arguments);
    }

    /// The children of a process that are the first of a PID namespace.
    static Optional<Entry> firstOfNamespace(long parent) {
        return ProcessHandle.of(parent).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> namespaceFirst(child.pid()))
                .flatMap(child -> find(child.pid()).stream())
                .findFirst();
    }

    /// Processes in a network namespace.
    ///
    /// @param network as `/proc/PID/ns/net` names it
    static List<Entry> inNetwork(String network) {
        var found = new ArrayList<Entry>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                if (isIn(entry, network)) {
                    find(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("/proc can't be read", e);
        }
        return found;
    }

    private static boolean isIn(Path process, String network) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/net")).toString().equals(network);
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
    }

    private static boolean namespaceFirst(long pid) {
        return text(PROC.resolve(Long.toString(pid)).resolve("status"))
                .lines()
                .filter(line -> line.startsWith("NSpid:"))
                .anyMatch(line -> line.strip().matches("NSpid:\\s+\\d+(\\s+\\d+)*\\s+1"));
    }

    private static List<Entry> matching(String file, Predicate<List<String>> words) {
        var found = new ArrayList<Entry>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                var text = text(entry.resolve(file));
                if (!text.isEmpty() && words.test(List.of(text.split("\0")))) {
                    find(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("/proc can't be listed", e);
        }
        return found;
    }

    /// Empty where the process is gone or belongs to somebody else.
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
