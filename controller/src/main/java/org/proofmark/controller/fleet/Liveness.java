package org.proofmark.controller.fleet;

/// How long ago a rig was heard of.
public enum Liveness {
    CONNECTED,
    /// 3 s or more, or its stream is gone: gets no new work.
    SUSPECT,
    /// 5 s or more: gets no new work.
    LOST,
    /// Enrolled, and not seen since.
    NEVER_SEEN
}
