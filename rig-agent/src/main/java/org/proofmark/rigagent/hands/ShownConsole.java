package org.proofmark.rigagent.hands;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.proofmark.rigagent.slot.ConsoleTap;
import org.proofmark.rigagent.slot.Slot;

/// Sends one console to the controller as it comes. What the link does not take waits in a bounded
/// queue; what does not fit there is left out and counted.
final class ShownConsole implements ConsoleTap, AutoCloseable {
    /// Some 3 s at 921600 baud.
    static final int MAX_QUEUED_BYTES = 256 * 1024;

    /// As the message's rule says.
    static final int MAX_PIECE_BYTES = 16 * 1024;

    /// How soon a link that was busy is tried again.
    private static final long AGAIN_MILLIS = 20;

    private final Slot slot;
    private final HandOutlet outlet;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private int queued;
    private long lost;
    private String ended = "";
    private final CountDownLatch gone = new CountDownLatch(1);

    ShownConsole(Slot slot, HandOutlet outlet) {
        this.slot = slot;
        this.outlet = outlet;
    }

    void start() {
        slot.tap(this);
        Thread.ofVirtual().name("shown-console-" + slot.name()).start(this::send);
    }

    @Override
    public void bytes(byte[] data, int count) {
        lock.lock();
        try {
            if (queued + count > MAX_QUEUED_BYTES) {
                lost += count;
            } else {
                queue.add(Arrays.copyOf(data, count));
                queued += count;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended(String why) {
        lock.lock();
        try {
            ended = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        try {
            while (sendNext()) {
                // until it has ended
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false after the last of it
    private boolean sendNext() throws InterruptedException {
        byte[] piece;
        long left;
        String last;
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && ended.isEmpty() && lost == 0 && gone.getCount() > 0) {
                changed.await();
            }
            if (gone.getCount() == 0) {
                return false;
            }
            left = lost;
            // bytes that were left out came after those that wait
            if (!queue.isEmpty()) {
                left = 0;
            }
            piece = next();
            lost -= left;
            last = queue.isEmpty() && lost == 0 ? ended : "";
        } finally {
            lock.unlock();
        }
        while (!outlet.output(slot.name(), piece, left, last)) {
            if (gone.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return last.isEmpty();
    }

    private byte[] next() {
        var piece = new ByteArrayOutputStream();
        while (!queue.isEmpty() && piece.size() + queue.element().length <= MAX_PIECE_BYTES) {
            piece.writeBytes(queue.remove());
        }
        queued -= piece.size();
        return piece.toByteArray();
    }

    @Override
    public void close() {
        slot.untap(this);
        lock.lock();
        try {
            gone.countDown();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
