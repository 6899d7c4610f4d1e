package org.proofmark.controller.refusal;

import java.util.Map;

/// A call that is refused: what is wrong, where, and what to do. The rpc edge turns it into a
/// status with `ErrorInfo`.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String reason;
    private final transient Map<String, String> facts;

    /// @param kind what sort of refusal
    /// @param reason lower-case words with dashes, for programs
    /// @param message for people
    /// @param facts names and values that belong to it; never a secret
    public RefusedException(Kind kind, String reason, String message, Map<String, String> facts) {
        super(message);
        this.kind = kind;
        this.reason = reason;
        this.facts = Map.copyOf(facts);
    }

    /// Without facts.
    public RefusedException(Kind kind, String reason, String message) {
        this(kind, reason, message, Map.of());
    }

    /// What sort of refusal.
    public Kind kind() {
        return kind;
    }

    /// For programs.
    public String reason() {
        return reason;
    }

    /// Names and values that belong to it.
    public Map<String, String> facts() {
        return facts;
    }

    /// Sorts of refusals; who acts on each stands in the RPC's comment.
    public enum Kind {
        /// The request itself is wrong: sending it again is pointless.
        INVALID,
        /// What it names is not there.
        NOT_FOUND,
        /// Right, but not in the present state of things.
        NOT_NOW,
        /// Something that it needs is away for the moment: try again.
        UNAVAILABLE,
        /// The caller is known and may not.
        FORBIDDEN,
        /// The caller is not known.
        STRANGER,
        /// It is there already.
        EXISTS,
        /// It was begun and nobody knows whether it was done.
        UNKNOWN,
        /// Bytes were changed on their way.
        DATA_LOSS,
        /// A named limit was reached.
        EXHAUSTED,
        /// Something was skipped: go back to where it broke off.
        OUT_OF_ORDER
    }
}
