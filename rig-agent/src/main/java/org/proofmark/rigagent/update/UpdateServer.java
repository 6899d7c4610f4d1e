package org.proofmark.rigagent.update;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.time.Ticker;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;
import org.proofmark.rigagent.time.DeviceTime;

/// Stands for the maker's update server in the network of one slot: serves a release as the maker
/// made it, or troubled, with the time that the slot shows its device, and keeps what was asked
/// for. While nothing is served every path answers 404. Thread-safe.
///
/// GET and HEAD, single ranges (RFC 9110 section 14), no validators: a device that polls gets the
/// whole manifest each time.
public final class UpdateServer implements Closeable {
    /// Small, so that what a device did not take is known not to have been sent.
    private static final int SEND_BUFFER = 64 * 1024;

    private static final int THREADS = 8;
    private static final int BACKLOG = 64;

    private final Server server;
    private final ServerConnector connector;
    private final RequestLog log = new RequestLog();
    private final DeviceTime time;
    private final Ticker ticker;
    private volatile Serving serving = new Serving(0, Optional.empty());

    /// What is served from some moment on.
    record Serving(long number, Optional<Served> what) {}

    private UpdateServer(InetSocketAddress address, DeviceTime time, Ticker ticker) {
        this.time = time;
        this.ticker = ticker;
        var threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("update-server");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("update-server-", 0).factory()));
        server = new Server(threads);
        var configuration = new HttpConfiguration();
        // the device's time, not this machine's
        configuration.setSendDateHeader(false);
        configuration.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        server.addConnector(connector);
        server.setHandler(new Answers());
        server.setStopTimeout(0);
    }

    /// Starts a server that serves nothing yet.
    ///
    /// @param address where; port 0 for a free one
    /// @param time what the slot shows its device
    /// @throws IOException where it cannot listen there; the message says where and why
    public static UpdateServer start(InetSocketAddress address, DeviceTime time, Ticker ticker)
            throws IOException {
        var made = new UpdateServer(address, time, ticker);
        try {
            made.server.start();
            return made;
        } catch (Exception e) {
            made.close();
            throw new IOException(
                    "no update server can listen at " + address + ": " + e.getMessage(), e);
        }
    }

    /// Where a device finds it, such as `http://127.0.0.1:8080/`.
    public String url() {
        return "http://" + connector.getHost() + ":" + connector.getLocalPort() + "/";
    }

    /// Serves a release from now on, in place of what was served.
    ///
    /// @param other what [Trouble.Swapped] takes the second content from
    /// @param contents a file of this rig for each digest
    /// @throws IllegalArgumentException where a trouble names a file or place that the release has
    ///   not, or content is missing
    /// @return number of the serving, for [#requestsAfter]
    public long serve(
            Release release, Trouble trouble, Optional<Release> other, Map<Digest, Path> contents) {
        return serve(Optional.of(new Served(release, trouble, other, contents)));
    }

    /// Answers 404 to everything from now on.
    ///
    /// @return number of the serving, for [#requestsAfter]
    public long withdraw() {
        return serve(Optional.empty());
    }

    private synchronized long serve(Optional<Served> what) {
        serving = new Serving(log.begin(), what);
        return serving.number();
    }

    /// What was asked for after this number, in order. A request is there, and has its number, when
    /// its answer has ended; one that had come before the serving that the number is in is not.
    ///
    /// @param number of a serving or a request; 0 for all
    public List<UpdateRequest> requestsAfter(long number) {
        return log.after(number);
    }

    /// Forgets the requests so far, so that an attempt of a day finds room for its own; their
    /// numbers are not given again.
    public void forgetRequests() {
        log.forget();
    }

    /// Whether the device asked so often that some requests were not kept.
    public boolean requestsLost() {
        return log.lost();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the update server does not stop", e);
        }
    }

    private final class Answers extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws IOException {
            new Answering(request, response, callback, serving, time, ticker, log).answer();
            return true;
        }
    }
}
