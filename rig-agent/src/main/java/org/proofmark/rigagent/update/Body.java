package org.proofmark.rigagent.update;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The content of a file as one answer has it.
///
/// @param file where the bytes are
/// @param bytes how many of them the file is said to have
/// @param flipped offset of the byte whose lowest bit is inverted
/// @param cut offset inside the file at which the connection ends
record Body(Path file, long bytes, OptionalLong flipped, OptionalLong cut) {
    Body(Path file, long bytes) {
        this(file, bytes, OptionalLong.empty(), OptionalLong.empty());
    }

    Body flippedAt(long offset) {
        return new Body(file, bytes, OptionalLong.of(offset), cut);
    }

    Body cutAfter(long offset) {
        return new Body(file, bytes, flipped, OptionalLong.of(offset));
    }

    Body of(long length) {
        return new Body(file, length, flipped, cut);
    }

    /// Reads into the buffer from this place of the content on.
    ///
    /// @param limit bytes at most
    /// @throws IOException where the file has fewer bytes than it should
    void read(FileChannel channel, ByteBuffer buffer, long from, int limit) throws IOException {
        buffer.clear().limit(Math.min(limit, buffer.capacity()));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException(file + " ends before byte " + bytes);
            }
        }
        buffer.flip();
        if (flipped.isPresent()) {
            long at = flipped.getAsLong() - from;
            if (at >= 0 && at < buffer.limit()) {
                buffer.put((int) at, (byte) (buffer.get((int) at) ^ 1));
            }
        }
    }
}
