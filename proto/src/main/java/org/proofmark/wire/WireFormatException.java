package org.proofmark.wire;

/// A message that cannot be what its sender means: a field is missing, unknown to this version, or
/// out of its range. The message says which field and what was expected.
public final class WireFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param what the field, what it held and what was expected
    public WireFormatException(String what) {
        super(what);
    }

    /// @param what the field
    /// @param cause the domain's refusal
    public WireFormatException(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
