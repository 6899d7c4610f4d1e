package org.proofmark.controller.evidence;

import java.io.IOException;

/// Stored bytes are not what was stored.
public final class DamagedBlobException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedBlobException(String what) {
        super(what);
    }

    DamagedBlobException(String what, Throwable cause) {
        super(what, cause);
    }
}
