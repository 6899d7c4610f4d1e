package org.proofmark.seal;

/// A sealed box that this key does not open: it is for another key, was changed, is cut short, or
/// is of a later version.
public final class BrokenSealException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BrokenSealException(String what) {
        super(what);
    }

    BrokenSealException(String what, Throwable cause) {
        super(what, cause);
    }
}
