package org.proofmark.controller.fleet;

import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.domain.run.RigId;

/// The way to a rig, for as long as its stream lives. Safe for use by many threads.
public interface RigStream {
    /// By its certificate.
    RigId rig();

    /// Sends, or does nothing where the stream is gone: whoever ordered hears of that from the
    /// rig's next hello.
    void send(RigOrder order);

    /// Ends the stream.
    void refuse(RefusedException why);
}
