package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.time.Deadline;

/// The processes of the device in one slot: starts the first, finds and ends all. Not thread-safe.
final class DeviceProcesses {
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    /// How long the last words of a device that ended may take; the pipe is on this machine.
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final SlotFolder folder;
    private final Isolation isolation;
    private final Path workingFolder;
    private final BoundedLog log;
    private final String slot;
    private final Supplier<List<ProcTable.Entry>> inhabitants;
    private @Nullable Process process;
    private @Nullable Thread draining;
    private final Set<ProcTable.Entry> known = new LinkedHashSet<>();

    /// @param inhabitants processes that are the device's since they are where only it is
    DeviceProcesses(
            SlotFolder folder,
            Isolation isolation,
            Path workingFolder,
            BoundedLog log,
            String slot,
            Supplier<List<ProcTable.Entry>> inhabitants) {
        this.folder = folder;
        this.isolation = isolation;
        this.workingFolder = workingFolder;
        this.log = log;
        this.slot = slot;
        this.inhabitants = inhabitants;
    }

    /// Starts the device with this environment and nothing else in it.
    void start(String command, Map<String, String> environment) throws IOException {
        var builder =
                new ProcessBuilder(isolation.commandLine(folder.state().toString(), command))
                        .directory(workingFolder.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var started = builder.start();
        process = started;
        draining = log.drain(started.getInputStream(), slot);
        Thread.ofVirtual().name("lab-life-" + slot).start(() -> releaseWatch(started));
        ProcTable.find(started.pid()).ifPresent(this::remember);
    }

    /// Why the first process ended, where it did.
    Optional<String> ended() {
        var started = process;
        if (started == null || started.isAlive()) {
            return Optional.empty();
        }
        awaitLastWords();
        var words = log.lastWords();
        return Optional.of(
                "the device's process ended by itself with status "
                        + started.exitValue()
                        + (words.isEmpty() ? "" : "; its last output: " + words));
    }

    /// What was written before the end may still be on its way; what else holds the output open is
    /// ended soon.
    private void awaitLastWords() {
        try {
            if (draining != null) {
                draining.join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Kills every process of this slot's devices, also those of an agent that lives no more, until
    /// none is left.
    ///
    /// @return what is left at the deadline; empty where nothing is
    List<Long> killAll(Deadline deadline) {
        remembered().ifPresent(known::add);
        while (true) {
            var left = remaining();
            if (left.isEmpty()) {
                forget();
                return List.of();
            }
            left.forEach(ProcTable.Entry::kill);
            if (deadline.passed()) {
                return left.stream().map(ProcTable.Entry::pid).sorted().toList();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /// The running processes of this slot's devices and the lab's own that belong to them.
    Set<ProcTable.Entry> remaining() {
        var started = process;
        if (started != null && isolation.hasNamespace()) {
            // once it is gone, the kernel has ended everything of its namespace
            ProcTable.firstOfNamespace(started.pid()).ifPresent(known::add);
        }
        // the watch goes first: it would end the next life of the device
        var left = new LinkedHashSet<>(ProcTable.withArgument(this::watchesThisSlot));
        left.addAll(ProcTable.withState(folder::holdsState));
        left.addAll(inhabitants.get());
        known.stream().filter(ProcTable.Entry::alive).forEach(left::add);
        return left;
    }

    /// Closes the watch's pipe when the first process has ended, so that the watch ends the others.
    /// The JVM would do it too, but only when the last of them has closed the device's output.
    private static void releaseWatch(Process started) {
        try {
            started.waitFor();
            started.getOutputStream().close();
        } catch (IOException e) {
            // closed already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean watchesThisSlot(List<String> words) {
        int name = words.indexOf(Isolation.WATCH_NAME);
        return name >= 0 && name + 1 < words.size() && folder.holdsState(words.get(name + 1));
    }

    private void remember(ProcTable.Entry entry) {
        known.add(entry);
        try {
            var line = bootId() + " " + entry.pid() + " " + entry.startTicks() + "\n";
            Files.writeString(folder.life(), line);
        } catch (IOException e) {
            // the sweep by environment finds it all the same
        }
    }

    private Optional<ProcTable.Entry> remembered() {
        try {
            var words = Files.readString(folder.life()).strip().split(" ");
            return words.length == 3 && words[0].equals(bootId())
                    ? Optional.of(
                            new ProcTable.Entry(Long.parseLong(words[1]), Long.parseLong(words[2])))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // none, or half written when the agent died
        }
    }

    private void forget() {
        known.clear();
        process = null;
        try {
            Files.deleteIfExists(folder.life());
        } catch (IOException e) {
            // it names a process that is gone, by its start time too
        }
    }

    private static String bootId() throws IOException {
        return new String(
                        Files.readAllBytes(Path.of("/proc/sys/kernel/random/boot_id")),
                        StandardCharsets.US_ASCII)
                .strip();
    }
}
