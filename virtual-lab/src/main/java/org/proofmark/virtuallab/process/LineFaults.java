package org.proofmark.virtuallab.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the planted faults that come with the bytes of one power cycle do. Pure; told of each
/// power-on and of each read. Not thread-safe.
final class LineFaults {
    private final List<LabFault> faults;
    private int cycle;
    private long seen;

    LineFaults(List<LabFault> faults) {
        this.faults = List.copyOf(faults);
    }

    void powerOn() {
        cycle++;
        seen = 0;
    }

    /// Looks at bytes that the device sent, in order, and moves those that arrive to the array's
    /// front.
    ///
    /// @return what becomes of them
    Effect next(byte[] bytes, int length) {
        long from = seen;
        seen += length;
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (!lost(from + i)) {
                bytes[kept++] = bytes[i];
            }
        }
        return new Effect(
                kept, length - kept, unplugBetween(from, seen), cableOutBetween(from, seen));
    }

    private boolean lost(long position) {
        for (var fault : faults) {
            if (fault instanceof LabFault.ConsoleLoss loss
                    && loss.atCycle() == cycle
                    && position >= loss.afterBytes()
                    && position < loss.afterBytes() + loss.bytes()) {
                return true;
            }
        }
        return false;
    }

    private Optional<Duration> unplugBetween(long from, long to) {
        for (var fault : faults) {
            if (fault instanceof LabFault.ConsoleUnplug unplug
                    && unplug.atCycle() == cycle
                    && unplug.afterBytes() >= from
                    && unplug.afterBytes() < to) {
                return Optional.of(unplug.outage());
            }
        }
        return Optional.empty();
    }

    private Optional<Duration> cableOutBetween(long from, long to) {
        for (var fault : faults) {
            if (fault instanceof LabFault.CableOut out
                    && out.atCycle() == cycle
                    && out.afterBytes() >= from
                    && out.afterBytes() < to) {
                return Optional.of(out.outage());
            }
        }
        return Optional.empty();
    }

    /// @param kept how many arrive
    /// @param lost how many the line counts as lost
    /// @param unplug set where the console's cable falls out after these bytes
    /// @param cableOut set where the network's does
    record Effect(int kept, int lost, Optional<Duration> unplug, Optional<Duration> cableOut) {}
}
