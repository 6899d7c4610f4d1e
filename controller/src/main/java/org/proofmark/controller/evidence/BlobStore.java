package org.proofmark.controller.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.domain.run.Digest;

/// Blobs by the SHA-256 of their plain bytes, sealed at rest. A blob is there whole or not at all;
/// an upload that broke off goes on. Thread-safe.
public final class BlobStore {
    /// What one blob may hold at the most, as the protocol says.
    public static final long MAX_BYTES = 4L << 30;

    /// What is read into memory at once at the most: reports and profiles, never captures.
    public static final int MAX_IN_MEMORY = 64 << 20;

    private final Path folder;
    private final SecretKey key;
    private final Map<Digest, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final LongAdder storedBlobs = new LongAdder();
    private final LongAdder storedBytes = new LongAdder();
    private volatile Consumer<Digest> listener = _ -> {};

    /// @param folder made where it is missing
    public BlobStore(Path folder, SecretKey key) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.key = key;
    }

    /// Who hears of every blob that has become whole.
    public void listen(Consumer<Digest> heard) {
        listener = heard;
    }

    /// What was stored since this store was opened.
    public BlobTotals totals() {
        return new BlobTotals(storedBlobs.sum(), storedBytes.sum());
    }

    /// True where the blob is there whole.
    public boolean has(Digest digest) {
        return Files.exists(whole(digest));
    }

    /// The blob's length, where it is there whole.
    public Optional<Long> size(Digest digest) throws IOException {
        return has(digest)
                ? Optional.of(SealedFile.open(whole(digest), key).totalBytes())
                : Optional.empty();
    }

    /// Where an upload goes on: 0 where nothing is there, the length where it is whole.
    public long receivedBytes(Digest digest) throws IOException {
        var size = size(digest);
        if (size.isPresent()) {
            return size.get();
        }
        return Files.exists(part(digest)) ? SealedFile.open(part(digest), key).receivedBytes() : 0;
    }

    /// Begins an upload, or goes on with it.
    public Upload upload(Digest digest, long totalBytes) {
        if (totalBytes < 0 || totalBytes > MAX_BYTES) {
            throw new RefusedException(
                    Kind.INVALID,
                    "blob-too-large",
                    "A blob wants 0 to 4 GiB, got " + totalBytes + " bytes.");
        }
        return new Upload(digest, totalBytes);
    }

    /// Stores bytes.
    public Digest put(byte[] bytes) throws IOException {
        var digest = Digest.of(bytes);
        var upload = upload(digest, bytes.length);
        var lock = lock(digest);
        lock.lock();
        try {
            if (!has(digest)) {
                // what is left of an earlier try is not trusted to end where this one begins
                Files.deleteIfExists(part(digest));
            }
            upload.write(0, bytes);
            return digest;
        } finally {
            lock.unlock();
        }
    }

    /// Stores a file.
    public Digest put(Path file) throws IOException {
        var hash = Digest.sha256();
        var buffer = new byte[SealedFile.CHUNK];
        try (var in = Files.newInputStream(file)) {
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
            }
        }
        var digest = new Digest(java.util.HexFormat.of().formatHex(hash.digest()));
        var lock = lock(digest);
        // Held over the whole file: two campaigns that are submitted at once bring the same suite.
        lock.lock();
        try {
            copy(file, digest);
            return digest;
        } finally {
            lock.unlock();
        }
    }

    private void copy(Path file, Digest digest) throws IOException {
        var buffer = new byte[SealedFile.CHUNK];
        var upload = upload(digest, Files.size(file));
        var offset = receivedBytes(digest);
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            for (var n = in.readNBytes(buffer, 0, buffer.length);
                    n > 0;
                    n = in.readNBytes(buffer, 0, buffer.length)) {
                upload.write(offset, Arrays.copyOf(buffer, n));
                offset += n;
            }
        }
        if (!has(digest)) {
            upload.write(offset, new byte[0]);
        }
    }

    private ReentrantLock lock(Digest digest) {
        return locks.computeIfAbsent(digest, _ -> new ReentrantLock());
    }

    /// The plain bytes from an offset to the end of its chunk; empty at the end of the blob.
    ///
    /// @throws RefusedException where no blob has this digest, or it was damaged on disk
    public byte[] read(Digest digest, long offset) throws IOException {
        if (!has(digest)) {
            throw new RefusedException(
                    Kind.NOT_FOUND, "no-such-blob", "No blob has digest " + digest + ".");
        }
        try {
            return SealedFile.open(whole(digest), key).read(offset);
        } catch (DamagedBlobException e) {
            var refused =
                    new RefusedException(
                            Kind.DATA_LOSS, "blob-damaged", String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        }
    }

    /// The whole blob.
    ///
    /// @throws RefusedException where there is none, or it is larger than [#MAX_IN_MEMORY]
    public byte[] bytes(Digest digest) throws IOException {
        var size = size(digest).orElse(0L);
        if (size > MAX_IN_MEMORY) {
            throw new RefusedException(
                    Kind.EXHAUSTED,
                    "blob-too-large",
                    "Blob " + digest + " is too large to be read at once.");
        }
        var all = new ByteArrayOutputStream();
        for (var chunk = read(digest, 0); chunk.length > 0; chunk = read(digest, all.size())) {
            all.write(chunk);
        }
        return all.toByteArray();
    }

    private Path whole(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    private Path part(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex() + ".part");
    }

    /// An upload. Two may write the same blob: each piece counts where it continues what is there.
    public final class Upload {
        private final Digest digest;
        private final long totalBytes;
        private byte[] pending = new byte[0];

        private Upload(Digest digest, long totalBytes) {
            this.digest = digest;
            this.totalBytes = totalBytes;
        }

        /// Takes plain bytes that begin at `offset`; the first piece's offset is where the upload
        /// begins or goes on, the others follow without a hole.
        ///
        /// @return true where the blob is whole now
        /// @throws RefusedException where the offset leaves a hole, more comes than was announced,
        ///   or the whole does not hash to the digest
        public boolean write(long offset, byte[] data) throws IOException {
            var lock = lock(digest);
            lock.lock();
            try {
                return has(digest) || take(offset, data);
            } finally {
                lock.unlock();
            }
        }

        private boolean take(long offset, byte[] data) throws IOException {
            var file = part();
            var received = file.receivedBytes();
            if (offset != received + pending.length) {
                throw new RefusedException(
                        Kind.OUT_OF_ORDER,
                        "blob-offset",
                        "Blob " + digest + " goes on at " + received + ", not at " + offset + ".",
                        Map.of("offset", Long.toString(received)));
            }
            if (offset + data.length > totalBytes) {
                throw new RefusedException(
                        Kind.INVALID,
                        "blob-too-long",
                        "Blob "
                                + digest
                                + " was announced with "
                                + totalBytes
                                + " bytes; more came.");
            }
            var all = Arrays.copyOf(pending, pending.length + data.length);
            System.arraycopy(data, 0, all, pending.length, data.length);
            var at = 0;
            while (all.length - at >= SealedFile.CHUNK
                    || (received + all.length == totalBytes && at < all.length)) {
                var length = Math.min(SealedFile.CHUNK, all.length - at);
                file.write(received + at, Arrays.copyOfRange(all, at, at + length), length);
                at += length;
            }
            pending = Arrays.copyOfRange(all, at, all.length);
            return received + all.length == totalBytes && finish(file);
        }

        private SealedFile part() throws IOException {
            var path = BlobStore.this.part(digest);
            Files.createDirectories(path.getParent());
            if (Files.exists(path)) {
                var file = SealedFile.open(path, key);
                if (file.totalBytes() == totalBytes) {
                    return file;
                }
            }
            return SealedFile.create(path, totalBytes, key);
        }

        private boolean finish(SealedFile file) throws IOException {
            file.sync();
            var hash = Digest.sha256();
            for (long at = 0; at < totalBytes; ) {
                var chunk = file.read(at);
                hash.update(chunk);
                at += chunk.length;
            }
            var part = BlobStore.this.part(digest);
            if (!java.util.HexFormat.of().formatHex(hash.digest()).equals(digest.hex())) {
                Files.delete(part);
                throw new RefusedException(
                        Kind.DATA_LOSS,
                        "blob-digest",
                        "The bytes that came do not hash to " + digest + ": nothing was kept.");
            }
            Files.move(part, whole(digest), StandardCopyOption.ATOMIC_MOVE);
            syncFolder(folder.resolve(digest.hex().substring(0, 2)));
            locks.remove(digest);
            storedBlobs.increment();
            storedBytes.add(totalBytes);
            listener.accept(digest);
            return true;
        }

        private void syncFolder(Path path) throws IOException {
            try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
