package org.proofmark.controller.rpc;

import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.proofmark.controller.enrolment.Authority;
import org.proofmark.controller.enrolment.Enrolment;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.hands.Hands;
import org.proofmark.controller.run.Reports;
import org.proofmark.controller.run.RunWiring;
import org.proofmark.controller.store.Store;

/// Both ports: the link, where every call wants a client certificate, and enrolment, where nothing
/// else is served.
public final class RpcServers implements AutoCloseable {
    /// Chunks of evidence are 1 MiB, a profile too.
    private static final int MAX_MESSAGE_BYTES = 4 << 20;

    private static final int STOP_SECONDS = 2;
    private static final int KEEPALIVE_SECONDS = 20;

    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rpc ", 0).factory());
    private final HealthStatusManager health;
    private final ServerInterceptor watcher;
    private final Server link;
    private final Server enrol;

    private RpcServers(
            List<ServerServiceDefinition> linkServices,
            List<ServerServiceDefinition> enrolServices,
            Ports ports,
            Identity identity,
            HealthStatusManager health,
            ServerInterceptor watcher)
            throws IOException {
        this.health = health;
        this.watcher = watcher;
        link = server(ports.link(), identity, ClientAuth.OPTIONAL, linkServices);
        Server second;
        try {
            second = server(ports.enrol(), identity, ClientAuth.NONE, enrolServices);
        } catch (IOException e) {
            link.shutdownNow();
            throw e;
        }
        enrol = second;
    }

    /// Where to listen.
    public record Ports(InetSocketAddress link, InetSocketAddress enrol) {}

    /// @param authority signs clients
    /// @param server is shown on both ports
    public record Identity(Authority authority, Authority.Server server) {}

    /// What the services serve.
    ///
    /// @param watcher sees every call of both ports first
    public record Parts(
            Store store,
            BlobStore blobs,
            Secrets secrets,
            Fleet fleet,
            Enrolment enrolment,
            RunWiring runs,
            Hands hands,
            Reports reports,
            InstantSource clock,
            ServerInterceptor watcher) {}

    /// What callers reach the ports by.
    ///
    /// @param link host and port
    /// @param enrol host and port
    public record Addresses(String link, String enrol) {}

    /// Starts both servers.
    ///
    /// @throws IOException where a port cannot be had; the message names it
    public static RpcServers start(Parts parts, Ports ports, Addresses addresses, Identity identity)
            throws IOException {
        var rules = new MessageRules();
        var callers = new Callers(parts.store().fleet());
        var health = new HealthStatusManager();
        health.setStatus("", ServingStatus.SERVING);
        var link =
                List.of(
                        new RunRpc(parts.runs().campaigns(), parts.runs().feed()).bindService(),
                        new FleetRpc(
                                        parts.store(),
                                        parts.fleet(),
                                        parts.enrolment(),
                                        parts.secrets(),
                                        addresses.enrol())
                                .bindService(),
                        new EvidenceRpc(parts.blobs(), parts.store(), parts.hands()).bindService(),
                        new AssessmentRpc(parts.reports()).bindService(),
                        new HandsRpc(parts.hands(), parts.blobs()).bindService(),
                        new RigLinkRpc(
                                        parts.fleet(),
                                        parts.runs(),
                                        parts.hands(),
                                        parts.secrets(),
                                        parts.clock())
                                .bindService(),
                        health.getHealthService().bindService());
        var enrol = List.of(new EnrolmentRpc(parts.enrolment(), addresses.link()).bindService());
        return new RpcServers(
                link.stream().map(s -> ServerInterceptors.intercept(s, rules, callers)).toList(),
                enrol.stream().map(s -> ServerInterceptors.intercept(s, rules)).toList(),
                ports,
                identity,
                health,
                parts.watcher());
    }

    private Server server(
            InetSocketAddress address,
            Identity identity,
            ClientAuth clientAuth,
            List<ServerServiceDefinition> services)
            throws IOException {
        var server =
                NettyServerBuilder.forAddress(address)
                        .sslContext(tls(identity, clientAuth))
                        .executor(executor)
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                        .permitKeepAliveTime(1, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .addServices(services)
                        .intercept(watcher)
                        .build();
        try {
            return server.start();
        } catch (IOException e) {
            throw new IOException(
                    "nothing can listen on "
                            + address.getHostString()
                            + ":"
                            + address.getPort()
                            + ", which another program has, or which is no address of this machine",
                    e);
        }
    }

    private static SslContext tls(Identity identity, ClientAuth clientAuth) throws IOException {
        var ca = identity.authority().certificate();
        return GrpcSslContexts.configure(
                        SslContextBuilder.forServer(
                                identity.server().key(), identity.server().certificate(), ca))
                .trustManager(ca)
                .clientAuth(clientAuth)
                .protocols("TLSv1.3")
                .build();
    }

    /// The port that the link listens on.
    public int linkPort() {
        return link.getPort();
    }

    /// The port that enrolment listens on.
    public int enrolPort() {
        return enrol.getPort();
    }

    /// Stops taking calls and ends those that run; rigs try again.
    @Override
    public void close() {
        health.enterTerminalState();
        link.shutdownNow();
        enrol.shutdownNow();
        try {
            link.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            enrol.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
