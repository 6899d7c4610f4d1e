package org.proofmark.rigagent.link;

/// The rig could not be enrolled; the message says why and what to do.
public final class EnrolmentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnrolmentRefused(String message) {
        super(message);
    }

    public EnrolmentRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
