package org.proofmark.rigagent.gpio;

import java.time.Duration;
import java.util.List;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Bias;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Drive;

/// A chip that a provider's contract is tried on, with a view of its lines from outside.
interface ContractChip {
    GpioProvider provider();

    /// The chip's label, empty where the provider knows none.
    String label();

    GpioLines lines();

    /// Watches an output's level from now on.
    Watch watch(String line);

    /// What an output goes to when nobody holds it.
    void released(String line, boolean high);

    /// Drives an input from outside.
    void drive(SenseLine taken, String line, boolean high);

    /// Levels of a line, seen from outside.
    interface Watch extends AutoCloseable {
        /// The line was taken, or taken anew.
        void taken(GpioLine line);

        /// Each level that it changed to since the watch began, until this moment.
        List<Boolean> changes();

        @Override
        void close();
    }

    default LineOrder order(String slot, String role, String line, boolean activeLow) {
        return new LineOrder(
                slot(slot),
                role,
                provider(),
                label(),
                line,
                activeLow,
                Bias.AS_IS,
                Drive.PUSH_PULL,
                Duration.ZERO);
    }

    static SlotId slot(String name) {
        return new SlotId(new RigId("rig-1"), new SlotName(name));
    }
}
