package org.proofmark.cli.population;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.proofmark.cli.exit.Trouble;

/// Files of 64-bit hashes, one for each part, in a folder that somebody else removes.
final class HashFiles {
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    /// A part without a file has no name.
    private final String[] names;

    /// Takes hashes.
    interface Hashes {
        void hash(long hash);
    }

    HashFiles(Path folder, int parts) {
        this.folder = folder;
        this.names = new String[parts];
    }

    /// The end of a part's file.
    Writer append(int part) {
        try {
            if (names[part] == null) {
                names[part] =
                        Files.createTempFile(folder, "hashes", ".part").getFileName().toString();
            }
            return new Writer(
                    FileChannel.open(folder.resolve(names[part]), StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private Trouble unwritten(IOException e) {
        return new Trouble(folder + ": cannot be written: " + e.getMessage(), e);
    }

    /// The hashes of a part's file.
    void each(int part, Hashes taker) {
        if (names[part] == null) {
            return;
        }
        var buffer = ByteBuffer.allocate(BUFFER);
        try (var in = FileChannel.open(folder.resolve(names[part]))) {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.remaining() >= Long.BYTES) {
                    taker.hash(buffer.getLong());
                }
                buffer.compact();
            }
        } catch (IOException e) {
            throw new Trouble(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// Writes to the end of a file. Not thread-safe.
    final class Writer implements Hashes, AutoCloseable {
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        private final FileChannel out;

        private Writer(FileChannel out) {
            this.out = out;
        }

        @Override
        public void hash(long hash) {
            if (buffer.remaining() < Long.BYTES) {
                flush();
            }
            buffer.putLong(hash);
        }

        private void flush() {
            buffer.flip();
            try {
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            } catch (IOException e) {
                throw unwritten(e);
            }
            buffer.clear();
        }

        @Override
        public void close() {
            try (out) {
                flush();
            } catch (IOException e) {
                throw unwritten(e);
            }
        }
    }
}
