package org.proofmark.controller.rpc;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;

/// Checks every message against the rules that stand in the protocol, before a service sees it. The
/// rules' engine takes its time to start: that begins with the process and is waited for by the
/// first message.
final class MessageRules implements ServerInterceptor {
    private final CompletableFuture<Validator> validator = new CompletableFuture<>();

    MessageRules() {
        Thread.ofPlatform()
                .daemon()
                .name("message-rules")
                .start(() -> {
                    try {
                        validator.complete(ValidatorFactory.newBuilder().build());
                    } catch (RuntimeException e) {
                        validator.completeExceptionally(e);
                    }
                });
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean closed;

            @Override
            public void onMessage(Q message) {
                if (closed) {
                    return;
                }
                try {
                    check((Message) message);
                } catch (RuntimeException e) {
                    closed = true;
                    var status = StatusChoice.of(e);
                    var trailers = status.getTrailers();
                    call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
                    super.onCancel();
                    return;
                }
                super.onMessage(message);
            }

            @Override
            public void onHalfClose() {
                if (!closed) {
                    super.onHalfClose();
                }
            }
        };
    }

    private void check(Message message) {
        ValidationResult result;
        try {
            result = validator.join().validate(message);
        } catch (ValidationException e) {
            throw new IllegalStateException("the protocol's rules cannot be applied", e);
        }
        if (!result.isSuccess()) {
            throw new RefusedException(
                    Kind.INVALID,
                    "message-rules",
                    message.getDescriptorForType().getName()
                            + ": "
                            + result.getViolations().stream()
                                    .map(MessageRules::text)
                                    .collect(Collectors.joining("; ")));
        }
    }

    private static String text(Violation violation) {
        var proto = violation.toProto();
        var field =
                proto.getField().getElementsList().stream()
                        .map(e -> e.getFieldName())
                        .collect(Collectors.joining("."));
        return field + ": " + proto.getMessage();
    }
}
