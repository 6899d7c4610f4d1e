package org.proofmark.cli.exit;

/// What a person gave cannot be used. The message says what is wrong, where, and what is expected.
public final class UnusableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableInput(String message) {
        super(message);
    }

    public UnusableInput(String message, Throwable cause) {
        super(message, cause);
    }
}
