package org.proofmark.rigagent.run;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.proofmark.rigagent.site.SocketFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves bench calls on unix sockets, one per attempt, each in a folder that only this user may
/// enter. The folder is short: a socket's path must stay under 100 bytes.
final class BenchSockets implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(BenchSockets.class);

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("bench-socket", true), EpollIoHandler.newFactory());
    private final ExecutorService calls =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bench-call-", 0).factory());

    /// A socket that is served until it is closed.
    ///
    /// @param socket where a suite process connects
    record Served(Server server, Path socket) implements AutoCloseable {
        @Override
        public void close() {
            server.shutdownNow();
            try {
                if (!server.awaitTermination(5, TimeUnit.SECONDS)) {
                    LOG.warn("{} did not close within 5 s", socket);
                }
                SocketFolder.remove(socket);
            } catch (IOException e) {
                LOG.warn("{} was not removed: {}", socket, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Served serve(BenchRpc rpc) throws IOException {
        var socket = SocketFolder.create().resolve("bench");
        var server =
                NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                        .channelType(EpollServerDomainSocketChannel.class)
                        .bossEventLoopGroup(loop)
                        .workerEventLoopGroup(loop)
                        .executor(calls)
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .addService(rpc)
                        .build()
                        .start();
        return new Served(server, socket);
    }

    @Override
    public void close() {
        calls.shutdownNow();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
