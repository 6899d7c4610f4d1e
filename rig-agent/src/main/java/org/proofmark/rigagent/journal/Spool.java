package org.proofmark.rigagent.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that the controller has not acknowledged, one folder per attempt:
/// `<run>~<attempt>~<slot>`. Thread-safe.
public final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final Path folder;
    private final Map<Attempt, AttemptSpool> attempts = new LinkedHashMap<>();
    private Consumer<AttemptSpool> listener = spool -> {};

    private Spool(Path folder) {
        this.folder = folder;
    }

    /// Opens the spool and what the last life of the agent left in it. A folder that cannot be read
    /// is put aside as `unreadable-…` and named in the log; nothing else suffers.
    public static Spool open(Path folder) throws IOException {
        var spool = new Spool(Durable.folder(folder));
        try (var entries = Files.list(folder)) {
            for (var entry : entries.sorted().toList()) {
                spool.load(entry);
            }
        }
        return spool;
    }

    private void load(Path entry) throws IOException {
        var parts = entry.getFileName().toString().split("~", -1);
        if (parts.length != 3 || !Files.isDirectory(entry)) {
            return;
        }
        try {
            var attempt = new Attempt(new RunId(parts[0]), Integer.parseInt(parts[1]));
            attempts.put(attempt, AttemptSpool.open(attempt, new SlotName(parts[2]), entry));
        } catch (IOException | IllegalArgumentException e) {
            var aside =
                    entry.resolveSibling(
                            "unreadable-" + entry.getFileName().toString().replace('~', '-'));
            LOG.error("{} cannot be read and is put aside as {}", entry, aside, e);
            Files.move(entry, aside);
        }
    }

    /// Makes the spool of a new attempt.
    ///
    /// @throws StorageFault where the disk did not take it
    public AttemptSpool create(Attempt attempt, SlotName slot) {
        var path =
                folder.resolve(attempt.run().value() + "~" + attempt.number() + "~" + slot.value());
        Consumer<AttemptSpool> told;
        AttemptSpool made;
        synchronized (this) {
            if (attempts.containsKey(attempt)) {
                throw new IllegalStateException(attempt + " is spooled already");
            }
            try {
                made = AttemptSpool.open(attempt, slot, path);
                Durable.syncFolder(folder);
            } catch (IOException e) {
                throw new StorageFault(path, e);
            }
            attempts.put(attempt, made);
            told = listener;
        }
        told.accept(made);
        return made;
    }

    /// What waits, oldest first.
    public synchronized List<AttemptSpool> all() {
        return List.copyOf(attempts.values());
    }

    /// Who is told of new attempts from now on; one at a time.
    public synchronized void onNew(Consumer<AttemptSpool> consumer) {
        listener = consumer;
    }

    /// The spool of an attempt, where it waits.
    public synchronized Optional<AttemptSpool> find(Attempt attempt) {
        return Optional.ofNullable(attempts.get(attempt));
    }

    /// The controller has everything up to this number. When it has the last record, the attempt's
    /// folder goes.
    public void acknowledge(Attempt attempt, long sequence) {
        var spool = find(attempt);
        if (spool.isPresent() && spool.get().acknowledge(sequence)) {
            remove(spool.get());
        }
    }

    private void remove(AttemptSpool spool) {
        synchronized (this) {
            attempts.remove(spool.attempt());
        }
        try {
            spool.close();
            // records last: a folder without them would come back as an attempt without an end
            try (var tree = Files.walk(spool.folder())) {
                for (var path :
                        tree.sorted(Comparator.reverseOrder())
                                .filter(p -> !p.endsWith("records") && !p.equals(spool.folder()))
                                .toList()) {
                    Files.delete(path);
                }
            }
            Files.deleteIfExists(spool.folder().resolve("records"));
            Files.delete(spool.folder());
        } catch (IOException e) {
            LOG.warn("could not remove {}, which is acknowledged", spool.folder(), e);
        }
    }

    /// What the records, the evidence and the captures that wait take on the disk.
    public long waitingBytes() {
        var sum = new long[1];
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                            sum[0] += is.size();
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            // acknowledged and gone meanwhile
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path at, @Nullable IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum[0];
    }

    /// Records that wait for their acknowledgement.
    public long waitingRecords() {
        return all().stream().mapToLong(AttemptSpool::waiting).sum();
    }
}
