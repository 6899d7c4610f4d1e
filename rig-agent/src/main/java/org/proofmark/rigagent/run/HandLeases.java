package org.proofmark.rigagent.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;

/// The leases that operators have of slots. While one lives, or the slot is on its way from it to
/// the safe state, no attempt begins there.
///
/// A lease that is at its end while an order of it is being carried out ends after that order. A
/// lease that has ended never comes back: its id is remembered. Thread-safe.
public final class HandLeases {
    /// Ended leases that are remembered, so that an order which was long on its way is refused.
    static final int REMEMBERED = 1_000;

    private final Ticker ticker;
    // guarded by this
    private final Map<SlotName, Held> held = new HashMap<>();
    private final Map<String, Boolean> over =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    HandLeases(Ticker ticker) {
        this.ticker = ticker;
    }

    private static final class Held {
        private final String id;
        private final String holder;
        private final Lease lease;
        private int orders;
        private boolean ending;

        Held(String id, String holder, Lease lease) {
            this.id = id;
            this.holder = holder;
            this.lease = lease;
        }
    }

    /// Takes or renews a lease for an order that begins now; [#finish] tells its end. A lease with
    /// another id takes the slot over with its power as it is.
    synchronized HandStart begin(SlotName slot, String id, String holder, Duration term) {
        if (over.containsKey(id)) {
            return new HandStart.Refused(
                    "lease-ended", "lease " + id + " of slot " + slot + " has ended");
        }
        var now = held.get(slot);
        if (now != null && now.ending) {
            return new HandStart.Refused(
                    "slot-ending",
                    "slot " + slot + " is being put into its safe state; try again in a minute");
        }
        if (now != null && now.id.equals(id)) {
            now.lease.renew(term);
            now.orders++;
            return new HandStart.Begun(false);
        }
        if (now != null) {
            over.put(now.id, true);
        }
        var taken = new Held(id, holder, new Lease(ticker, term));
        taken.orders = 1;
        held.put(slot, taken);
        return new HandStart.Begun(true);
    }

    /// An order that began under this lease has ended.
    public synchronized void finish(SlotName slot, String id) {
        var now = held.get(slot);
        if (now != null && now.id.equals(id)) {
            now.orders--;
        }
    }

    /// From now on no order begins and the slot is on its way to the safe state; [#ended] tells
    /// that it is there.
    ///
    /// @return false where the slot is not held by this lease, or is on its way already
    public synchronized boolean end(SlotName slot, String id) {
        var now = held.get(slot);
        if (now == null || now.ending || !now.id.equals(id)) {
            return false;
        }
        now.ending = true;
        over.put(id, true);
        return true;
    }

    /// The slot is in its safe state.
    public synchronized void ended(SlotName slot, String id) {
        var now = held.get(slot);
        if (now != null && now.id.equals(id)) {
            held.remove(slot);
        }
    }

    /// Leases that are at their end, by slot, none of whose orders is being carried out.
    public synchronized Map<SlotName, String> overdue() {
        var all = new HashMap<SlotName, String>();
        held.forEach((slot, lease) -> {
            if (!lease.ending && lease.orders == 0 && lease.lease.over()) {
                all.put(slot, lease.id);
            }
        });
        return all;
    }

    /// Why no attempt begins in this slot.
    synchronized Optional<String> refusal(SlotName slot) {
        var now = held.get(slot);
        return now == null
                ? Optional.empty()
                : Optional.of("slot " + slot + " is held by " + now.holder);
    }

    /// A lease that lives.
    ///
    /// @param slot that it is of
    public record Living(SlotName slot, String id) {}

    /// Every lease that lives, those on the way to the safe state included.
    public synchronized List<Living> living() {
        var all = new ArrayList<Living>();
        held.forEach((slot, lease) -> all.add(new Living(slot, lease.id)));
        return all;
    }

    synchronized boolean holds(SlotName slot) {
        return held.containsKey(slot);
    }
}
