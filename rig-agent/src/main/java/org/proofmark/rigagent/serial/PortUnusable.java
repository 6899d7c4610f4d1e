package org.proofmark.rigagent.serial;

import java.io.IOException;

/// A serial port that is there and cannot be had: somebody has to do something. The message says
/// what.
public final class PortUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    PortUnusable(String message) {
        super(message);
    }
}
