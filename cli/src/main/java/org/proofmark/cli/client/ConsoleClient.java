package org.proofmark.cli.client;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.proto.hands.v1.ConsoleRequest;
import org.proofmark.proto.hands.v1.ConsoleResponse;

/// A console that is open. One thread sends; what the device says is heard on another.
public final class ConsoleClient
        implements ClientResponseObserver<ConsoleRequest, ConsoleResponse>, AutoCloseable {
    /// A rig takes its time to open a lease; beyond this nobody answers.
    private static final long OPEN_SECONDS = 90;

    private final Listener listener;
    private final Function<StatusRuntimeException, RuntimeException> told;
    private final CompletableFuture<String> opened = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Semaphore ready = new Semaphore(0);
    private @Nullable ClientCallStreamObserver<ConsoleRequest> call;

    /// Hears the device.
    public interface Listener {
        /// @param lost bytes that were left out before these
        void output(byte[] data, long lost);
    }

    ConsoleClient(Listener listener, Function<StatusRuntimeException, RuntimeException> told) {
        this.listener = listener;
        this.told = told;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ConsoleRequest> stream) {
        call = stream;
        stream.setOnReadyHandler(ready::release);
    }

    /// Waits until it is open.
    ///
    /// @return who writes, where that is somebody else, or empty
    public String awaitOpen() throws InterruptedException {
        return got(opened, OPEN_SECONDS);
    }

    /// Sends to the device; waits while the way is full.
    ///
    /// @return false where the console has ended meanwhile
    public boolean send(byte[] data, int count) throws InterruptedException {
        var stream = call;
        if (stream == null) {
            throw new IllegalStateException("the console was not opened");
        }
        while (!stream.isReady() && !ended.isDone()) {
            var _ = ready.tryAcquire(1, TimeUnit.SECONDS);
        }
        if (ended.isDone()) {
            return false;
        }
        stream.onNext(
                ConsoleRequest.newBuilder().setInput(ByteString.copyFrom(data, 0, count)).build());
        return true;
    }

    /// True from its end on.
    public boolean isOver() {
        return ended.isDone();
    }

    /// Waits for its end.
    ///
    /// @return why it ended, or null where it has not within this time
    public @Nullable String awaitEnd(long millis) throws InterruptedException {
        try {
            return ended.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private <T> T got(CompletableFuture<T> future, long seconds) throws InterruptedException {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Trouble("the console was not opened within " + seconds + " s", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(ExecutionException e) {
        return e.getCause() instanceof StatusRuntimeException status
                ? told.apply(status)
                : new Trouble("the console broke off: " + e.getCause(), e);
    }

    @Override
    public void onNext(ConsoleResponse message) {
        switch (message.getMessageCase()) {
            case OPENED -> opened.complete(message.getOpened().getWriter());
            case OUTPUT ->
                    listener.output(
                            message.getOutput().getData().toByteArray(),
                            message.getOutput().getLostBytes());
            case ENDED -> ended.complete(message.getEnded());
            case MESSAGE_NOT_SET -> {
                // a newer controller's news that this client does not know
            }
        }
    }

    @Override
    public void onError(Throwable cause) {
        opened.completeExceptionally(cause);
        ended.completeExceptionally(cause);
        ready.release();
    }

    @Override
    public void onCompleted() {
        ended.complete("the controller has closed it");
        ready.release();
    }

    /// Leaves.
    @Override
    public void close() {
        if (call != null && !ended.isDone()) {
            call.onCompleted();
        }
    }
}
