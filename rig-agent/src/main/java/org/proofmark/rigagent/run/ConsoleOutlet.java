package org.proofmark.rigagent.run;

import org.proofmark.proto.rig.v1.ConsoleLines;

/// Where console lines go for people who look on.
@FunctionalInterface
public interface ConsoleOutlet {
    /// Nobody is there.
    ConsoleOutlet NONE = _ -> false;

    /// Sends lines, or leaves them out: never waits.
    ///
    /// @return false where they were left out
    boolean offer(ConsoleLines lines);
}
