package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Digest;

/// An image on the rig's disk, and what it must hash to.
///
/// @param digest SHA-256 of the image as it was handed in
public record ImageFile(Path path, Digest digest) {
    private static final int BUFFER = 1 << 16;

    /// An image as it is now.
    public static ImageFile of(Path path) throws IOException {
        return new ImageFile(path, hash(path));
    }

    /// Looks whether it is whole, and not larger than what the device takes.
    ///
    /// @return its size in bytes, 1 or more
    /// @throws FlashFailed where it is cut off, changed, empty or too large
    long check(FlashSpec plan) throws IOException, FlashFailed {
        var name = path.getFileName();
        long size = Files.size(path);
        if (size == 0) {
            throw new FlashFailed("read image", name + " is empty");
        }
        var large = plan.tooLarge(size);
        if (large.isPresent()) {
            throw new FlashFailed("read image", name + " " + large.get());
        }
        var found = hash(path);
        if (!found.equals(digest)) {
            throw new FlashFailed(
                    "read image",
                    name
                            + " has "
                            + size
                            + " bytes with SHA-256 "
                            + found
                            + " and not "
                            + digest
                            + ": it is cut off, or another image");
        }
        return size;
    }

    private static Digest hash(Path file) throws IOException {
        var sha = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            int n;
            while ((n = in.read(buffer)) > 0) {
                sha.update(buffer, 0, n);
            }
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }
}
