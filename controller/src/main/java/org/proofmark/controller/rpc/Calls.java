package org.proofmark.controller.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/// Ways to answer a call.
final class Calls {
    private Calls() {}

    /// Answers once, or with the status that fits what was thrown.
    static <T> void unary(StreamObserver<T> answer, Callable<T> work) {
        T value;
        try {
            value = work.call();
        } catch (Exception e) {
            answer.onError(StatusChoice.of(e));
            return;
        }
        answer.onNext(value);
        answer.onCompleted();
    }

    /// Answers with a stream, on a thread of its own that waits where the caller does not keep up
    /// and is interrupted where the caller goes.
    static <T> void stream(String name, StreamObserver<T> answer, Streaming<T> work) {
        var call = (ServerCallStreamObserver<T>) answer;
        var ready = new Semaphore(0);
        var thread =
                Thread.ofVirtual()
                        .name(name)
                        .unstarted(() -> {
                            try {
                                work.send(value -> {
                                    while (!call.isReady()) {
                                        ready.acquire();
                                    }
                                    call.onNext(value);
                                });
                                call.onCompleted();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (Exception e) {
                                if (!call.isCancelled()) {
                                    call.onError(StatusChoice.of(e));
                                }
                            }
                        });
        call.setOnReadyHandler(ready::release);
        call.setOnCancelHandler(thread::interrupt);
        thread.start();
    }

    /// Sends what it has.
    @FunctionalInterface
    interface Streaming<T> {
        void send(Sink<T> sink) throws Exception;
    }

    /// Waits until the caller can take more.
    @FunctionalInterface
    interface Sink<T> {
        void next(T value) throws InterruptedException;
    }
}
