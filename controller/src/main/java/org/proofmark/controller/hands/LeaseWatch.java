package org.proofmark.controller.hands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.controller.store.HandLeaseRow;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.time.Ticker;

/// How much is left of each operator's lease, on this process's monotonic clock. After a restart
/// every lease begins anew, as campaigns' do. Thread-safe.
final class LeaseWatch {
    /// The rig counts from when an order arrives, and then proves that the power is off: the
    /// controller waits longer.
    static final Duration MARGIN = Duration.ofSeconds(60);

    /// How many heartbeats in a row must not name a lease before it is given up: one may have
    /// crossed the order that took it.
    static final int DISOWNED_HEARTBEATS = 3;

    private final Ticker ticker;
    // guarded by this
    private final Map<SlotId, Watched> watched = new HashMap<>();

    private static final class Watched {
        private final HandLeaseRow lease;
        private long endNanos;
        private int disowned;

        Watched(HandLeaseRow lease, long endNanos) {
            this.lease = lease;
            this.endNanos = endNanos;
        }
    }

    LeaseWatch(Ticker ticker) {
        this.ticker = ticker;
    }

    /// It was taken or renewed just now.
    synchronized void held(HandLeaseRow lease, Duration term) {
        var end = ticker.nanos() + term.toNanos();
        var now = watched.get(lease.slot());
        if (now != null && now.lease.id().equals(lease.id()) && now.endNanos - end > 0) {
            end = now.endNanos;
        }
        watched.put(lease.slot(), new Watched(lease, end));
    }

    synchronized void gone(SlotId slot, String id) {
        watched.computeIfPresent(slot, (s, w) -> w.lease.id().equals(id) ? null : w);
    }

    /// Those whose end, and the margin after it, has passed.
    synchronized List<HandLeaseRow> overdue() {
        return watched.values().stream()
                .filter(w -> ticker.nanos() - w.endNanos >= MARGIN.toNanos())
                .map(w -> w.lease)
                .toList();
    }

    /// Those of a rig.
    synchronized List<HandLeaseRow> of(RigId rig) {
        return watched.values().stream()
                .map(w -> w.lease)
                .filter(l -> l.slot().rig().equals(rig))
                .toList();
    }

    /// The rig has named its leases; those that it has not named often enough are returned.
    ///
    /// @param named true where it has named this one
    synchronized List<HandLeaseRow> disowned(
            RigId rig, java.util.function.Predicate<HandLeaseRow> named) {
        var given = new ArrayList<HandLeaseRow>();
        for (var one : watched.values()) {
            if (!one.lease.slot().rig().equals(rig)) {
                continue;
            }
            one.disowned = named.test(one.lease) ? 0 : one.disowned + 1;
            if (one.disowned >= DISOWNED_HEARTBEATS) {
                given.add(one.lease);
            }
        }
        return given;
    }
}
