package org.proofmark.rigagent.slot;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Mark;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.journal.JournalEntry.Kind;
import org.proofmark.rigagent.journal.StorageFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done to the unit in a slot: written to the journal before it is done, and one at a time.
/// Thread-safe.
final class Actuations {
    private static final Logger LOG = LoggerFactory.getLogger(Actuations.class);

    private final SlotName name;
    private final Journal journal;
    private final Ticker ticker;
    private final ReentrantLock actuating = new ReentrantLock(true);

    /// Of the operation that is under way; by whoever has the lock.
    private final Map<String, String> found = new HashMap<>();

    private volatile OperationListener listener = (_, _, _, _) -> {};

    Actuations(SlotName name, Journal journal, Ticker ticker) {
        this.name = name;
        this.journal = journal;
        this.ticker = ticker;
    }

    /// Who hears of operations from now on.
    void listen(OperationListener heard) {
        listener = heard;
    }

    /// One operation: announced, done, its effect noted; one at a time, in order of arrival.
    Mark actuate(
            Kind kind, Optional<Attempt> who, Map<String, String> detail, Supplier<Mark> action) {
        actuating.lock();
        try {
            long begun = ticker.nanos();
            return timed(kind, who, detail, action, begun);
        } finally {
            actuating.unlock();
        }
    }

    private Mark timed(
            Kind kind,
            Optional<Attempt> who,
            Map<String, String> detail,
            Supplier<Mark> action,
            long begun) {
        found.clear();
        try {
            announce(kind, who, detail);
            var mark = action.get();
            effect(who, "done");
            tell(kind, begun, OperationListener.DONE);
            return mark;
        } catch (BenchFault e) {
            effect(who, e.fault().code());
            tell(kind, begun, OperationListener.FAULT);
            throw e;
        }
    }

    private void tell(Kind kind, long begun, String outcome) {
        listener.done(
                name,
                Operation.valueOf(kind.name()),
                Duration.ofNanos(ticker.nanos() - begun),
                outcome);
    }

    /// What leads to the safe state is done even when the disk does not take its announcement.
    void announce(Kind kind, Optional<Attempt> who, Map<String, String> detail) {
        try {
            journal.write(kind, Optional.of(name), who, detail);
        } catch (StorageFault e) {
            if (kind != Kind.POWER_OFF && kind != Kind.BUTTON_RELEASE) {
                throw new BenchFault.Hardware(
                        Fault.of(
                                "disk-full",
                                "the journal does not take an entry: " + e.getMessage(),
                                kind.name().toLowerCase(java.util.Locale.ROOT)),
                        e);
            }
            LOG.error("slot {}: {} without a journal entry", name, kind, e);
        }
    }

    /// What an action measured: it stands in the journal with its outcome. For actions only, which
    /// run one at a time.
    void found(Map<String, String> measured) {
        found.putAll(measured);
    }

    /// What came of it.
    void effect(Optional<Attempt> who, String outcome) {
        try {
            var detail = new HashMap<>(found);
            detail.put("outcome", outcome);
            journal.write(Kind.EFFECT, Optional.of(name), who, detail);
        } catch (StorageFault e) {
            LOG.error("slot {}: an effect is not in the journal", name, e);
        }
    }
}
