package org.proofmark.controller.rpc;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Locale;
import java.util.Map;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.seal.BrokenSealException;
import org.proofmark.wire.WireFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where this process chooses a gRPC status. Every status carries `ErrorInfo`.
final class StatusChoice {
    private static final String DOMAIN = "controller.proofmark.org";
    private static final Logger LOG = LoggerFactory.getLogger(StatusChoice.class);

    private StatusChoice() {}

    static StatusRuntimeException of(Throwable thrown) {
        return switch (thrown) {
            case RefusedException e -> status(code(e.kind()), e.reason(), message(e), e.facts());
            case StatusRuntimeException e -> e;
            case WireFormatException e ->
                    status(Code.INVALID_ARGUMENT, "message-malformed", message(e), Map.of());
            case BrokenSealException e ->
                    status(Code.INVALID_ARGUMENT, "seal-broken", message(e), Map.of());
            default -> {
                LOG.error("a call failed", thrown);
                yield status(
                        Code.INTERNAL,
                        "defect",
                        "The controller met a defect; its log says more.",
                        Map.of());
            }
        };
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static Code code(RefusedException.Kind kind) {
        return switch (kind) {
            case INVALID -> Code.INVALID_ARGUMENT;
            case NOT_FOUND -> Code.NOT_FOUND;
            case NOT_NOW -> Code.FAILED_PRECONDITION;
            case UNAVAILABLE -> Code.UNAVAILABLE;
            case FORBIDDEN -> Code.PERMISSION_DENIED;
            case STRANGER -> Code.UNAUTHENTICATED;
            case EXISTS -> Code.ALREADY_EXISTS;
            case UNKNOWN -> Code.UNKNOWN;
            case DATA_LOSS -> Code.DATA_LOSS;
            case EXHAUSTED -> Code.RESOURCE_EXHAUSTED;
            case OUT_OF_ORDER -> Code.OUT_OF_RANGE;
        };
    }

    private static StatusRuntimeException status(
            Code code, String reason, String message, Map<String, String> facts) {
        var info =
                ErrorInfo.newBuilder()
                        .setDomain(DOMAIN)
                        .setReason(reason.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .putAllMetadata(facts)
                        .build();
        return StatusProto.toStatusRuntimeException(
                Status.newBuilder()
                        .setCode(code.getNumber())
                        .setMessage(message)
                        .addDetails(Any.pack(info))
                        .build());
    }
}
