package org.proofmark.rigagent.journal;

import java.io.IOException;
import java.nio.file.Path;

/// The rig's disk did not take something: full, read-only or broken. What was written before it is
/// as it was.
public final class StorageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFault(Path path, IOException cause) {
        super("could not write " + path + ": " + cause.getMessage(), cause);
    }
}
