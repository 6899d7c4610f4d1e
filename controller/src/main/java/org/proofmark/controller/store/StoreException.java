package org.proofmark.controller.store;

/// A store that cannot be opened or may not be written any more. The message says to a person what
/// is wrong, with which database, and what to do.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
