package org.proofmark.rigagent.hands;

import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.SlotName;

/// The way to the controller, for as long as the link lives.
public interface HandOutlet {
    /// Nobody is there.
    HandOutlet NONE = new Nobody();

    /// Says what came of an order; lost where the link is gone: the controller asks again.
    void answer(String order, HandResult result);

    /// Sends what a console says, or leaves it out: never waits.
    ///
    /// @param data not changed afterwards
    /// @param lost bytes that were left out before these
    /// @param ended not empty where this is the last of it: why
    /// @return false where it was left out
    boolean output(SlotName slot, byte[] data, long lost, String ended);

    /// Says how far an order is, or leaves it out: never waits.
    void progress(String order, HandProgress progress);

    /// Hears nothing.
    record Nobody() implements HandOutlet {
        @Override
        public void answer(String order, HandResult result) {}

        @Override
        public void progress(String order, HandProgress progress) {}

        @Override
        public boolean output(SlotName slot, byte[] data, long lost, String ended) {
            return false;
        }
    }
}
