package org.proofmark.rigagent.hands;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.time.Ticker;

/// An order that is being carried out, and may be cut short. Thread-safe.
final class OrderAtWork {
    private final HandOrder order;
    private final CountDownLatch cut = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<Consumer<String>> onCut = new AtomicReference<>(_ -> {});
    private volatile String cutBy = "";
    private volatile boolean leftBehind;

    OrderAtWork(HandOrder order) {
        this.order = order;
    }

    HandOrder order() {
        return order;
    }

    /// Waits.
    ///
    /// @return false where it was cut short
    boolean pause(Ticker ticker, Duration time) throws InterruptedException {
        var deadline = ticker.deadline("pause", time);
        while (!deadline.passed()) {
            if (cut.await(Math.max(1, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return !isCut();
    }

    boolean isCut() {
        return cut.getCount() == 0;
    }

    /// Why it was cut short; empty where it was not.
    String cutBy() {
        return cutBy;
    }

    void cut(String why) {
        cutBy = why;
        cut.countDown();
        onCut.get().accept(why);
    }

    /// What else ends it, with the reason; done at once where it was cut short already.
    void onCut(Consumer<String> ends) {
        onCut.set(ends);
        if (isCut()) {
            ends.accept(cutBy);
        }
    }

    /// Waits for its end.
    ///
    /// @return false where it did not come; from then on [#isLeftBehind]
    boolean awaitEnd(Duration limit) throws InterruptedException {
        if (over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        leftBehind = true;
        return over.getCount() == 0;
    }

    /// True where the safe state did not wait for it any more.
    boolean isLeftBehind() {
        return leftBehind;
    }

    void ended() {
        over.countDown();
    }
}
