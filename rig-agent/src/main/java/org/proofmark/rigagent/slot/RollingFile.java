package org.proofmark.rigagent.slot;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a console said while no attempt ran, for people: the last megabyte or two. Not evidence: a
/// disk that does not take it is named once in the log. Used by one thread.
final class RollingFile {
    private static final long MAX_BYTES = 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(RollingFile.class);

    private final Path path;
    private @Nullable FileOutputStream out;
    private long written;
    private boolean broken;

    RollingFile(Path path) {
        this.path = path;
    }

    void write(byte[] data, int count) {
        if (count == 0 || broken) {
            return;
        }
        try {
            var to = out == null || written > MAX_BYTES ? roll() : out;
            to.write(data, 0, count);
            written += count;
        } catch (IOException e) {
            broken = true;
            LOG.warn("{} takes no more: {}", path, e.getMessage());
        }
    }

    private FileOutputStream roll() throws IOException {
        if (out != null) {
            out.close();
        }
        if (Files.exists(path)) {
            Files.move(
                    path,
                    path.resolveSibling(path.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        written = 0;
        out = new FileOutputStream(path.toFile());
        return out;
    }

    void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.warn("{} could not be closed", path, e);
            }
        }
    }
}
