package org.proofmark.cli.exit;

/// The work could not be done, and not because of the input. The message says what to do.
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Trouble(String message) {
        super(message);
    }

    public Trouble(String message, Throwable cause) {
        super(message, cause);
    }
}
