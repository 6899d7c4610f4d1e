package org.proofmark.controller.hands;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.store.Operator;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.time.Ticker;

/// An operator at a console. While it is open for writing its lease is renewed, for as long as
/// somebody has typed within the longest lease. Used by one thread, but for [#renewalDue].
public final class ConsoleSession implements AutoCloseable {
    /// How often a lease is renewed while its console is open.
    static final Duration RENEW_EVERY = Duration.ofSeconds(60);

    private final Hands hands;
    private final Ticker ticker;
    private final Asked opened;
    private final boolean readOnly;
    private final ConsoleViewer viewer;
    private volatile long inputNanos;
    private volatile long renewedNanos;
    private final AtomicLong written = new AtomicLong();
    private boolean closed;

    ConsoleSession(
            Hands hands, Ticker ticker, Asked opened, boolean readOnly, ConsoleViewer viewer) {
        this.hands = hands;
        this.ticker = ticker;
        this.opened = opened;
        this.readOnly = readOnly;
        this.viewer = viewer;
        this.inputNanos = ticker.nanos();
        this.renewedNanos = inputNanos;
    }

    SlotId slot() {
        return opened.slot();
    }

    Operator operator() {
        return opened.operator();
    }

    boolean readOnly() {
        return readOnly;
    }

    ConsoleViewer viewer() {
        return viewer;
    }

    Asked opened() {
        return opened;
    }

    /// Bytes that were written.
    long written() {
        return written.get();
    }

    /// Writes to the console and waits until the rig has done it.
    ///
    /// @throws RefusedException where it was not done
    public void write(byte[] data) {
        if (readOnly) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    "read-only",
                    "This console was opened to be read only.");
        }
        inputNanos = ticker.nanos();
        renewedNanos = inputNanos;
        var result = hands.unrecorded(order(new HandAction.WriteConsole(data)));
        switch (result) {
            case HandResult.Done _ -> written.addAndGet(data.length);
            case HandResult.Refused(var code, var text) ->
                    throw new RefusedException(RefusedException.Kind.NOT_NOW, code, text);
            case HandResult.Failed(var fault) ->
                    throw new RefusedException(
                            RefusedException.Kind.UNAVAILABLE, fault.code(), fault.what());
        }
    }

    Asked order(HandAction action) {
        return new Asked(
                UUID.randomUUID().toString(),
                opened.slot(),
                opened.operator(),
                opened.lease(),
                false,
                action);
    }

    /// True once a minute while somebody is there.
    boolean renewalDue() {
        long now = ticker.nanos();
        if (readOnly
                || now - renewedNanos < RENEW_EVERY.toNanos()
                || now - inputNanos > HandOrder.LONGEST_LEASE.toNanos()) {
            return false;
        }
        renewedNanos = now;
        return true;
    }

    /// Ends it. The lease goes on to its end.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        hands.closed(this);
    }
}
