package org.proofmark.rigagent.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.NetworkDriver.Link;
import org.proofmark.domain.run.Fault;
import org.proofmark.rigagent.slot.Slot;

/// Whether the cable of a slot's device was out at any time since an attempt began: then nobody can
/// say what of the network's silence was the device's. Counts changes of the link, so that an
/// outage between two looks is not missed. Thread-safe.
final class CableWatch {
    private static final String STEP = "watch the cable";

    private final Slot slot;
    private final AtomicBoolean looking = new AtomicBoolean();
    private @Nullable Link begun;

    CableWatch(Slot slot) {
        this.slot = slot;
    }

    /// From now on it counts.
    ///
    /// @throws BenchFault `network-cut` where the cable is out now
    synchronized void begin() {
        var link = slot.link();
        if (!link.up()) {
            throw new BenchFault.Hardware(cut("is out"));
        }
        begun = link;
    }

    /// Looks on a thread of its own, unless a look is under way: a machine that does not answer
    /// holds up nobody.
    void lookAside(Consumer<Fault> found) {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("cable-" + slot.name())
                    .start(() -> {
                        try {
                            look().ifPresent(found);
                        } finally {
                            looking.set(false);
                        }
                    });
        }
    }

    /// The fault, where there is one; also where the link cannot be looked at.
    synchronized Optional<Fault> look() {
        if (begun == null) {
            return Optional.empty();
        }
        try {
            var now = slot.link();
            if (now.equals(begun)) {
                return Optional.empty();
            }
            return Optional.of(cut(now.up() ? "was out during the attempt" : "is out"));
        } catch (BenchFault e) {
            return Optional.of(e.fault());
        }
    }

    private Fault cut(String what) {
        return Fault.of(
                "network-cut",
                "the network cable of the device in slot " + slot.name() + " " + what,
                STEP);
    }
}
