package org.proofmark.controller.fleet;

import org.proofmark.domain.run.RigId;

/// Hears what happens to rigs. Called on the thread on which it happens: returns soon.
public interface FleetListener {
    /// A rig opened its stream.
    void connected(RigId rig, RigReport report);

    /// A rig was heard of.
    void heard(RigId rig, RigReport report);

    /// A rig's liveness or its slots changed.
    void changed(RigId rig);
}
