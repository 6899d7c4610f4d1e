package org.proofmark.controller.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.time.Ticker;

/// How much is left of each lease, on this process's monotonic clock. After a restart every lease
/// begins anew: nobody can tell how long the controller was away, and a slot that is held too long
/// does less harm than one that two hold. Used by the dispatcher's thread alone.
final class Leases {
    private final Ticker ticker;
    private final Limits limits;
    private final Map<SlotId, Long> renewedNanos = new HashMap<>();

    Leases(Ticker ticker, Limits limits) {
        this.ticker = ticker;
        this.limits = limits;
    }

    /// Takes over what the store says: new leases begin now, those that are gone are forgotten.
    void hold(Collection<SlotId> held) {
        renewedNanos.keySet().retainAll(held);
        held.forEach(s -> renewedNanos.putIfAbsent(s, ticker.nanos()));
    }

    /// The holder was heard of.
    void renewed(SlotId slot) {
        renewedNanos.put(slot, ticker.nanos());
    }

    boolean renewalDue(SlotId slot) {
        return age(slot).filter(a -> a.compareTo(limits.renewEvery()) >= 0).isPresent();
    }

    boolean expired(SlotId slot) {
        return age(slot)
                .filter(a -> a.compareTo(limits.lease().plus(Limits.LEASE_MARGIN)) >= 0)
                .isPresent();
    }

    boolean anyExpired() {
        return renewedNanos.keySet().stream().anyMatch(this::expired);
    }

    private Optional<Duration> age(SlotId slot) {
        return Optional.ofNullable(renewedNanos.get(slot))
                .map(nanos -> Duration.ofNanos(ticker.nanos() - nanos));
    }
}
