package org.proofmark.rigagent.run;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.proofmark.proto.bench.v1.ReadConsoleResponse;
import org.proofmark.rigagent.slot.ConsoleRecording.Piece;

/// Sends the console to a suite as it comes, until the suite ends the call or the attempt breaks.
final class ConsoleStream {
    private final RunningAttempt attempt;
    private final ServerCallStreamObserver<ReadConsoleResponse> call;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();

    ConsoleStream(RunningAttempt attempt, ServerCallStreamObserver<ReadConsoleResponse> call) {
        this.attempt = attempt;
        this.call = call;
    }

    void start(long position) {
        call.setOnReadyHandler(this::signal);
        call.setOnCancelHandler(() -> {
            signal();
            attempt.recording().wake();
        });
        Thread.ofVirtual().name("read-console-" + attempt.id()).start(() -> send(position));
    }

    private void signal() {
        lock.lock();
        try {
            ready.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void send(long position) {
        var cursor = attempt.recording().from(position);
        try {
            while (!stopped()) {
                var piece = cursor.next(this::stopped);
                if (piece.isEmpty() || !awaitReady()) {
                    break;
                }
                call.onNext(message(piece.get()));
            }
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // the call ended while its last piece was on the way
            signal();
        }
    }

    private boolean stopped() {
        return call.isCancelled() || attempt.fault().isPresent();
    }

    private boolean awaitReady() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!call.isReady() && !call.isCancelled()) {
                ready.await();
            }
            return !call.isCancelled();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        if (call.isCancelled()) {
            return;
        }
        var fault = attempt.fault();
        if (fault.isPresent()) {
            call.onError(BenchStatus.of(fault.get()));
        } else {
            call.onCompleted();
        }
    }

    private static ReadConsoleResponse message(Piece piece) {
        var message = ReadConsoleResponse.newBuilder();
        switch (piece) {
            case Piece.Bytes bytes ->
                    message.getBytesBuilder()
                            .setPosition(bytes.position())
                            .setData(ByteString.copyFrom(bytes.data()))
                            .setMonotonicNanos(bytes.nanos());
            case Piece.Gap gap ->
                    message.getGapBuilder()
                            .setPosition(gap.position())
                            .setLostBytes(gap.lost())
                            .setReason(gap.reason());
        }
        return message.build();
    }
}
