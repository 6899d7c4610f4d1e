package org.proofmark.controller.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.proofmark.controller.enrolment.Caller;
import org.proofmark.controller.enrolment.Caller.Role;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.FleetStore;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.assessment.v1.AssessmentServiceGrpc;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.hands.v1.HandsServiceGrpc;
import org.proofmark.proto.rig.v1.RigLinkServiceGrpc;
import org.proofmark.proto.run.v1.RunServiceGrpc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides who may call what, by certificate alone, before a message is read. Refusals are logged
/// and counted.
final class Callers implements ServerInterceptor {
    private static final Context.Key<Caller> CALLER = Context.key("caller");
    private static final Set<String> ADMIN_ONLY =
            Set.of(
                    RunServiceGrpc.SERVICE_NAME,
                    FleetServiceGrpc.SERVICE_NAME,
                    AssessmentServiceGrpc.SERVICE_NAME,
                    HandsServiceGrpc.SERVICE_NAME);
    private static final Set<String> RIG_ONLY = Set.of(RigLinkServiceGrpc.SERVICE_NAME);
    private static final Set<String> BOTH =
            Set.of(EvidenceServiceGrpc.SERVICE_NAME, "grpc.health.v1.Health");
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    private final FleetStore store;
    private final AtomicLong refused = new AtomicLong();

    Callers(FleetStore store) {
        this.store = store;
    }

    /// Who calls, within a call that was let in.
    static Caller current() {
        var caller = CALLER.get();
        if (caller == null) {
            throw new IllegalStateException("no caller: the call did not come through Callers");
        }
        return caller;
    }

    /// How many calls were refused since the start.
    long refused() {
        return refused.get();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            var caller = authenticate(call);
            authorize(caller, String.valueOf(call.getMethodDescriptor().getServiceName()));
            return Contexts.interceptCall(
                    Context.current().withValue(CALLER, caller), call, headers, next);
        } catch (RefusedException e) {
            LOG.warn(
                    "call of {} from {} refused, {} so far: {}",
                    call.getMethodDescriptor().getFullMethodName(),
                    call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
                    refused.incrementAndGet(),
                    e.getMessage());
            var status = StatusChoice.of(e);
            var trailers = status.getTrailers();
            call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
            return new ServerCall.Listener<>() {};
        }
    }

    private Caller authenticate(ServerCall<?, ?> call) {
        var certificate = certificate(call);
        if (certificate == null) {
            throw new RefusedException(
                    Kind.STRANGER,
                    "no-certificate",
                    "This port wants a client certificate of this controller: the command line has admin.pem,"
                            + " a rig gets one when it enrols.");
        }
        var caller =
                Caller.of(certificate)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Kind.STRANGER,
                                        "no-client-certificate",
                                        "This certificate names neither a rig nor the admin."));
        if (caller.role() == Role.RIG) {
            requireLatest(caller);
        }
        return caller;
    }

    private void requireLatest(Caller caller) {
        var rig = store.rig(new RigId(caller.name()));
        if (rig.isEmpty() || !rig.get().certificate().equals(caller.certificate())) {
            throw new RefusedException(
                    Kind.STRANGER,
                    "certificate-replaced",
                    "This certificate of rig "
                            + caller.name()
                            + " does not count any more: it was enrolled again, or never here.");
        }
    }

    private static void authorize(Caller caller, String service) {
        var allowed =
                BOTH.contains(service)
                        || (caller.role() == Role.ADMIN && ADMIN_ONLY.contains(service))
                        || (caller.role() == Role.RIG && RIG_ONLY.contains(service));
        if (!allowed) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "role",
                    "A certificate of role " + caller.role() + " may not call " + service + ".");
        }
    }

    private static @Nullable X509Certificate certificate(ServerCall<?, ?> call) {
        var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return null;
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate c ? c : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
