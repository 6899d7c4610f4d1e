package org.proofmark.controller.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofmark.controller.hands.ConsoleSession;
import org.proofmark.controller.hands.ConsoleViewer;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.proto.hands.v1.ConsoleOpened;
import org.proofmark.proto.hands.v1.ConsoleOutput;
import org.proofmark.proto.hands.v1.ConsoleRequest;
import org.proofmark.proto.hands.v1.ConsoleResponse;
import org.proofmark.proto.hands.v1.OpenConsole;

/// One operator's console: what the device says waits in a bounded queue for a thread of its own to
/// send it; what does not fit there is left out and counted.
final class ConsoleCall implements StreamObserver<ConsoleRequest>, ConsoleViewer {
    /// Some 3 s at 921600 baud.
    private static final int MAX_QUEUED_BYTES = 256 * 1024;

    /// How soon a caller that did not keep up is tried again.
    private static final long AGAIN_MILLIS = 20;

    private final ServerCallStreamObserver<ConsoleResponse> call;
    private final Function<OpenConsole, Opening> opening;
    private final CountDownLatch gone = new CountDownLatch(1);
    // guarded by this
    private final ArrayDeque<ConsoleResponse> queue = new ArrayDeque<>();
    private int queued;
    private long lost;
    private boolean last;
    private @Nullable RuntimeException failure;
    private volatile @Nullable ConsoleSession session;

    /// An open console.
    ///
    /// @param writer who writes, where that is somebody else
    record Opening(ConsoleSession session, String writer) {}

    /// @param opening opens the console for this call's viewer
    ConsoleCall(
            StreamObserver<ConsoleResponse> answer,
            Function<ConsoleCall, Function<OpenConsole, Opening>> opening) {
        this.call = (ServerCallStreamObserver<ConsoleResponse>) answer;
        this.opening = opening.apply(this);
        call.setOnCancelHandler(this::leave);
        Thread.ofVirtual().name("console-call").start(this::send);
    }

    @Override
    public void onNext(ConsoleRequest request) {
        try {
            switch (request.getMessageCase()) {
                case OPEN -> open(request.getOpen());
                case INPUT -> opened().write(request.getInput().toByteArray());
                case MESSAGE_NOT_SET ->
                        throw new RefusedException(
                                Kind.INVALID, "console-message", "The message has no content.");
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void open(OpenConsole open) {
        if (session != null) {
            throw new RefusedException(
                    Kind.INVALID, "console-message", "This console is open already.");
        }
        var begun = opening.apply(open);
        session = begun.session();
        synchronized (this) {
            queue.addFirst(
                    ConsoleResponse.newBuilder()
                            .setOpened(ConsoleOpened.newBuilder().setWriter(begun.writer()))
                            .build());
            notifyAll();
        }
    }

    private ConsoleSession opened() {
        var now = session;
        if (now == null) {
            throw new RefusedException(
                    Kind.INVALID, "console-message", "The first message opens the console.");
        }
        return now;
    }

    @Override
    public synchronized void output(byte[] data, long lostBefore) {
        lost += lostBefore;
        if (queued + data.length > MAX_QUEUED_BYTES) {
            lost += data.length;
            return;
        }
        if (data.length == 0 && lost == 0) {
            return;
        }
        queue.add(
                ConsoleResponse.newBuilder()
                        .setOutput(
                                ConsoleOutput.newBuilder()
                                        .setData(ByteString.copyFrom(data))
                                        .setLostBytes(lost))
                        .build());
        queued += data.length;
        lost = 0;
        notifyAll();
    }

    @Override
    public synchronized void ended(String why) {
        queue.add(ConsoleResponse.newBuilder().setEnded(why).build());
        last = true;
        notifyAll();
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
        last = true;
        notifyAll();
    }

    private void send() {
        try {
            for (var next = take(); next != null; next = take()) {
                while (!call.isReady()) {
                    if (call.isCancelled() || gone.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
                call.onNext(next);
            }
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // the call ended while its last message was on the way
            gone.countDown();
        } finally {
            leave();
        }
    }

    private synchronized @Nullable ConsoleResponse take() throws InterruptedException {
        while (queue.isEmpty() && !last) {
            wait();
        }
        var next = queue.poll();
        if (next != null && next.hasOutput()) {
            queued -= next.getOutput().getData().size();
        }
        return next;
    }

    private void end() {
        RuntimeException why;
        synchronized (this) {
            why = failure;
        }
        if (gone.getCount() == 0 || call.isCancelled()) {
            return;
        }
        if (why == null) {
            call.onCompleted();
        } else {
            call.onError(StatusChoice.of(why));
        }
    }

    /// The caller has gone, or has nothing more to say.
    private void leave() {
        var now = session;
        if (now != null) {
            now.close();
        }
        synchronized (this) {
            last = true;
            notifyAll();
        }
    }

    @Override
    public void onError(Throwable cause) {
        gone.countDown();
        leave();
    }

    @Override
    public void onCompleted() {
        leave();
    }
}
