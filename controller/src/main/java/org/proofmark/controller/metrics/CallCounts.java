package org.proofmark.controller.metrics;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.meters.Meters;
import org.proofmark.meters.Tally;

/// Counts calls by service and status as they end, those that are refused before a message is read
/// included. A caller that goes away in mid-call is counted where the call is closed. Thread-safe.
final class CallCounts implements ServerInterceptor {
    private final Meters meters;
    private final Map<Call, Tally> tallies = new ConcurrentHashMap<>();

    private record Call(String service, Status.Code code) {}

    CallCounts(Meters meters) {
        this.meters = meters;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var service = simple(String.valueOf(call.getMethodDescriptor().getServiceName()));
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        count(service, status.getCode());
                        super.close(status, trailers);
                    }
                },
                headers);
    }

    /// `proofmark.run.v1.RunService` is `RunService`.
    private static String simple(String service) {
        return service.substring(service.lastIndexOf('.') + 1);
    }

    private void count(String service, Status.Code code) {
        tallies.computeIfAbsent(
                        new Call(service, code),
                        key ->
                                meters.counter(
                                        ControllerMeters.CALLS,
                                        key.service(),
                                        key.code().name().toLowerCase(Locale.ROOT)))
                .one();
    }
}
