package org.proofmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.proofmark.cli.exit.Trouble;

/// Keeps a server at work until it is told to stop: by a signal or, where its starter holds its
/// stdin, by the end of that.
final class UntilTold {
    private final CountDownLatch told = new CountDownLatch(1);

    /// Stops at the end of this stream, whose content means nothing.
    void stopAtEndOf(InputStream in) {
        Thread.ofPlatform().daemon().name("end of stdin").start(() -> readToEnd(in));
    }

    /// Stops when this returns.
    void stopAtEndOf(Waiting end) {
        Thread.ofPlatform()
                .daemon()
                .name("end of server")
                .start(() -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        told.countDown();
                    }
                });
    }

    /// Waits for something.
    interface Waiting {
        void await() throws InterruptedException;
    }

    private void readToEnd(InputStream in) {
        try {
            in.skip(Long.MAX_VALUE);
            while (in.read() >= 0) {
                in.skip(Long.MAX_VALUE);
            }
        } catch (IOException e) {
            // A pipe that breaks has ended, too.
            System.getLogger(UntilTold.class.getName())
                    .log(System.Logger.Level.DEBUG, "stdin broke", e);
        } finally {
            told.countDown();
        }
    }

    /// Waits so long; true when told.
    boolean await(Duration limit) {
        try {
            return told.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Closes the server when told, also by a signal, whose exit then waits until it is closed.
    void keep(AutoCloseable server) {
        var closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    told.countDown();
                                    await(closed);
                                },
                                "stop at a signal"));
        try {
            await(told);
            server.close();
        } catch (Exception e) {
            throw new Trouble("the stop was not clean: " + e.getMessage(), e);
        } finally {
            closed.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
