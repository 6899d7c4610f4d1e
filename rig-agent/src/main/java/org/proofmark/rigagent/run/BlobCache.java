package org.proofmark.rigagent.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Ticker;

/// Suites, profiles and images by digest, kept between runs. What is handed out hashes to its
/// digest: it is checked at every use, since a disk may lie. Thread-safe.
final class BlobCache {
    /// A controller that cannot hand a blob out for this long will not.
    static final Duration FETCH_LIMIT = Duration.ofMinutes(2);

    private static final long AGAIN_MILLIS = 500;

    private final Path folder;
    private final BlobSource source;
    private final Ticker ticker;
    private final ReentrantLock fetching = new ReentrantLock();

    BlobCache(Path folder, BlobSource source, Ticker ticker) {
        this.folder = folder;
        this.source = source;
        this.ticker = ticker;
    }

    /// The blob as a file.
    ///
    /// @param suffix of the file's name, such as `.jar`
    /// @param stop looked at between tries
    /// @throws BenchFault `blob-missing`
    Path fetch(Digest digest, String suffix, BooleanSupplier stop) {
        var file = folder.resolve(digest.hex() + suffix);
        fetching.lock();
        try {
            if (Files.exists(file) && hash(file).equals(digest)) {
                return file;
            }
            return download(digest, file, stop);
        } catch (IOException e) {
            throw missing(digest, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(digest, e);
        } finally {
            fetching.unlock();
        }
    }

    private Path download(Digest digest, Path file, BooleanSupplier stop)
            throws IOException, InterruptedException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        var deadline = ticker.deadline("fetch " + digest, FETCH_LIMIT);
        while (true) {
            try (var out = new FileOutputStream(part.toFile(), true)) {
                source.download(digest, Files.size(part), out);
                out.getFD().sync();
                break;
            } catch (IOException e) {
                if (deadline.passed() || stop.getAsBoolean()) {
                    throw e;
                }
                pause();
            }
        }
        if (!hash(part).equals(digest)) {
            Files.delete(part);
            throw new IOException("what came does not hash to " + digest);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static void pause() throws InterruptedException {
        var _ = new CountDownLatch(1).await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Digest hash(Path file) throws IOException {
        var sha = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            int n;
            while ((n = in.read(buffer)) > 0) {
                sha.update(buffer, 0, n);
            }
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    private static BenchFault missing(Digest digest, Exception cause) {
        return new BenchFault.Hardware(
                Fault.of(
                        "blob-missing",
                        "blob " + digest + " cannot be had: " + cause.getMessage(),
                        "fetch what the order names"),
                cause);
    }
}
