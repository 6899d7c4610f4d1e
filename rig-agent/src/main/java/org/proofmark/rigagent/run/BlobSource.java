package org.proofmark.rigagent.run;

import java.io.IOException;
import java.io.OutputStream;
import org.proofmark.domain.run.Digest;

/// Where blobs come from that an order names.
@FunctionalInterface
public interface BlobSource {
    /// Writes the blob's bytes from an offset on.
    ///
    /// @throws IOException where it cannot be had now; what was written stays good
    void download(Digest digest, long offset, OutputStream to)
            throws IOException, InterruptedException;
}
