package org.proofmark.rigagent.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Says whether the rig's disk has room for another run, and keeps some room back so that a run
/// that met a full disk can still be ended in order.
///
/// Thread-safe.
public final class DiskGuard {
    /// What is kept back: enough for the last records of every slot of a large rig.
    public static final int RESERVE_BYTES = 4 * 1024 * 1024;

    private final Path folder;
    private final LongSupplier usableBytes;
    private final long minimumFreeBytes;

    /// @param folder whose disk is watched
    /// @param minimumFreeBytes below this no run is taken
    public static DiskGuard of(Path folder, long minimumFreeBytes) {
        return new DiskGuard(
                folder,
                () -> {
                    try {
                        return Files.getFileStore(folder).getUsableSpace();
                    } catch (IOException e) {
                        return 0;
                    }
                },
                minimumFreeBytes);
    }

    /// With another way to tell how much is free.
    public DiskGuard(Path folder, LongSupplier usableBytes, long minimumFreeBytes) {
        this.folder = folder;
        this.usableBytes = usableBytes;
        this.minimumFreeBytes = minimumFreeBytes;
    }

    /// Why no run can be taken now, in words for people; empty where there is room. Keeps the
    /// reserve filled.
    public synchronized Optional<String> refusal() {
        long free = usableBytes.getAsLong();
        if (free < minimumFreeBytes) {
            return Optional.of(
                    "disk full: "
                            + free / (1024 * 1024)
                            + " MiB free where the rig keeps its state, "
                            + minimumFreeBytes / (1024 * 1024)
                            + " MiB wanted; free some space and the rig takes runs again");
        }
        return fillReserve();
    }

    private Optional<String> fillReserve() {
        if (Files.exists(reserve())) {
            return Optional.empty();
        }
        try {
            Durable.write(reserve(), new byte[RESERVE_BYTES]);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("disk full: cannot keep a reserve: " + e.getMessage());
        }
    }

    /// Gives the reserve up, so that what must still be written finds room.
    public synchronized void releaseReserve() {
        try {
            Files.deleteIfExists(reserve());
        } catch (IOException e) {
            throw new StorageFault(reserve(), e);
        }
    }

    private Path reserve() {
        return folder.resolve("reserve");
    }
}
