package org.proofmark.controller.hands;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;

/// Orders whose answer is waited for. A rig that comes back gets them again, and does none twice.
/// Thread-safe.
final class PendingOrders {
    /// Far more than people can ask for at once.
    static final int MAX_PENDING = 1_000;

    /// On top of what the order takes: the way there and back on a busy link, and a rig that
    /// reconnects.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Fleet fleet;
    // guarded by this
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private record Pending(
            RigId rig,
            HandOrder order,
            CompletableFuture<HandResult> answer,
            AtomicReference<@Nullable HandProgress> progress) {}

    PendingOrders(Fleet fleet) {
        this.fleet = fleet;
    }

    /// Sends an order and waits for its answer.
    ///
    /// @throws RefusedException UNKNOWN where none came
    HandResult order(RigId rig, HandOrder order) {
        var mine = new Pending(rig, order, new CompletableFuture<>(), new AtomicReference<>());
        synchronized (this) {
            if (pending.size() >= MAX_PENDING) {
                throw new RefusedException(
                        Kind.EXHAUSTED,
                        "orders-waiting",
                        MAX_PENDING + " orders to rigs wait for their answers: try again later.");
            }
            pending.put(order.id(), mine);
        }
        try {
            fleet.send(rig, new RigOrder.Hand(order));
            return answer(mine);
        } finally {
            synchronized (this) {
                pending.remove(order.id());
            }
        }
    }

    private static HandResult answer(Pending mine) {
        var limit = mine.order.action().longest().plus(PATIENCE);
        try {
            return mine.answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unknown(mine, "gave no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw unknown(mine, cause == null ? e.toString() : String.valueOf(cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(mine, "was not waited for, since the controller stops");
        }
    }

    private static RefusedException unknown(Pending mine, String what) {
        return new RefusedException(
                Kind.UNKNOWN,
                "outcome-unknown",
                "Rig "
                        + mine.rig
                        + " "
                        + what
                        + ": it is not known whether '"
                        + mine.order.action().words()
                        + "' of slot "
                        + mine.order.slot()
                        + " was done. Look at the device; 'proofmark status' says how rig and slot are.");
    }

    synchronized void answered(RigId rig, String order, HandResult result) {
        var waiting = pending.get(order);
        if (waiting != null && waiting.rig.equals(rig)) {
            waiting.answer.complete(result);
        }
    }

    /// The rig says how far it is.
    synchronized void progress(RigId rig, String order, HandProgress progress) {
        var waiting = pending.get(order);
        if (waiting != null && waiting.rig.equals(rig)) {
            waiting.progress.set(progress);
        }
    }

    /// How far the rig is with an order whose id begins so; empty where nobody knows.
    synchronized Optional<HandProgress> progress(String begin) {
        return pending.values().stream()
                .filter(p -> p.order.id().startsWith(begin))
                .flatMap(p -> Optional.ofNullable(p.progress.get()).stream())
                .findFirst();
    }

    /// The rig opened a new stream: what it may not have got is sent again.
    void resend(RigId rig) {
        of(rig).forEach(p -> fleet.send(rig, new RigOrder.Hand(p.order)));
    }

    /// The rig is lost.
    void lost(RigId rig) {
        of(rig).forEach(p ->
                p.answer.completeExceptionally(new IllegalStateException("was lost in mid-order")));
    }

    /// True while an order of this slot waits.
    synchronized boolean any(SlotId slot) {
        return pending.values().stream()
                .anyMatch(p -> p.rig.equals(slot.rig()) && p.order.slot().equals(slot.slot()));
    }

    /// True while an order of this rig waits that names this image.
    synchronized boolean names(RigId rig, Digest image) {
        return pending.values().stream()
                .filter(p -> p.rig.equals(rig))
                .anyMatch(p ->
                        p.order.action() instanceof HandAction.Flash flash
                                && flash.image().equals(image));
    }

    private synchronized List<Pending> of(RigId rig) {
        return pending.values().stream().filter(p -> p.rig.equals(rig)).toList();
    }

    /// Nobody waits any longer.
    synchronized void close() {
        pending.values()
                .forEach(p ->
                        p.answer.completeExceptionally(
                                new IllegalStateException(
                                        "was not waited for, since the controller stops")));
    }
}
