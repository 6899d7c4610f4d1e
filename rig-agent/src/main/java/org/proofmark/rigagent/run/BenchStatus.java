package org.proofmark.rigagent.run;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Locale;
import org.proofmark.domain.run.Fault;
import org.proofmark.wire.Faults;

/// Chooses the gRPC status of every error that a suite process gets.
final class BenchStatus {
    private static final String DOMAIN = "rig-agent.proofmark.org";

    /// Statuses travel in headers, which are bounded.
    private static final int MAX_TEXT = 1024;

    private BenchStatus() {}

    /// A fault of the rig: FAILED_PRECONDITION with the fault and an ErrorInfo in its details.
    static StatusRuntimeException of(Fault fault) {
        var brief =
                new Fault(
                        fault.code(),
                        cut(fault.what()),
                        cut(fault.step()),
                        fault.waited(),
                        cut(fault.lastOutput()));
        var status =
                status(Code.FAILED_PRECONDITION, fault.code() + ": " + brief.what(), fault.code());
        return StatusProto.toStatusRuntimeException(
                status.addDetails(Any.pack(Faults.toWire(brief))).build());
    }

    /// The suite asked for something that is none.
    static StatusRuntimeException invalid(String message) {
        return StatusProto.toStatusRuntimeException(
                status(Code.INVALID_ARGUMENT, cut(message), "invalid-argument").build());
    }

    private static com.google.rpc.Status.Builder status(Code code, String message, String reason) {
        var info =
                ErrorInfo.newBuilder()
                        .setDomain(DOMAIN)
                        .setReason(reason.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .build();
        return com.google.rpc.Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(info));
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
