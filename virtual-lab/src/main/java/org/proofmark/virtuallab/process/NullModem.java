package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Joins the device's UART and the agent's console line with a thread of its own. The device is
/// always read and never waits: what the agent does not take in time is dropped and counted. What
/// the agent writes reaches the device only while the power is on. Thread-safe.
final class NullModem implements AutoCloseable {
    /// Orders take milliseconds; one that takes this long has met a pump that is stuck.
    private static final Duration ORDER_LIMIT = Duration.ofSeconds(10);

    private static final byte[] WAKE = {1, 0, 0, 0, 0, 0, 0, 0};

    private final UartPump pump;
    private final int wake;
    private final Thread thread;
    private final Queue<Order> orders = new ArrayDeque<>();
    private boolean ended; // guarded by orders
    private boolean closing; // of the pump's thread

    private NullModem(UartPump pump, int wake, String slot) {
        this.pump = pump;
        this.wake = wake;
        this.thread = Thread.ofPlatform().daemon().name("lab-uart-" + slot).unstarted(this::run);
    }

    /// Opens both ends at these paths and begins to pump.
    static NullModem open(Path deviceLink, Path agentLink, UartPump.Line line) throws IOException {
        int wake = Posix.eventFd();
        try {
            var pump = UartPump.open(deviceLink, agentLink, wake, line);
            var modem = new NullModem(pump, wake, line.slot());
            modem.thread.start();
            return modem;
        } catch (IOException e) {
            Posix.close(wake);
            throw e;
        }
    }

    /// Bytes of the device that were counted as lost on the way to the agent.
    long lostBytes() {
        return pump.lostBytes();
    }

    /// Makes the device's end raw and empty, and lets the agent's writes through.
    void powerOn() throws IOException {
        order(pump::startCycle);
    }

    /// Drops what the agent writes from now on.
    void cutInput() throws IOException {
        order(pump::cutInput);
    }

    /// Delivers what the device had sent, and then lets nothing of it remain in either direction.
    /// To be called when no process of the device is left.
    void powerOff() throws IOException {
        order(pump::endCycle);
    }

    /// Ends the thread; both paths are gone afterwards.
    @Override
    public void close() {
        try {
            order(() -> closing = true);
            thread.join(ORDER_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private record Order(Step step, CompletableFuture<Boolean> done) {}

    private void order(Step step) throws IOException {
        var order = new Order(step, new CompletableFuture<>());
        synchronized (orders) {
            if (ended) {
                throw new IOException("the console line is closed or has failed");
            }
            orders.add(order);
            Posix.write(wake, WAKE, 0, WAKE.length);
        }
        try {
            order.done().get(ORDER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the console line was switched", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the console line's pump failed", e);
        }
    }

    private void run() {
        try {
            while (!closing) {
                pump.pumpOnce();
                carryOutOrders();
            }
            end(new IOException("the console line is closed"));
        } catch (IOException e) {
            end(e);
        }
    }

    private void carryOutOrders() throws IOException {
        for (var order = nextOrder(); order != null; order = nextOrder()) {
            try {
                order.step().take();
                order.done().complete(true);
            } catch (IOException e) {
                order.done().completeExceptionally(e);
                throw e;
            }
        }
    }

    private @Nullable Order nextOrder() {
        synchronized (orders) {
            return orders.poll();
        }
    }

    private void end(IOException cause) {
        pump.close();
        synchronized (orders) {
            ended = true;
            Posix.close(wake);
            orders.forEach(order -> order.done().completeExceptionally(cause));
            orders.clear();
        }
    }
}
