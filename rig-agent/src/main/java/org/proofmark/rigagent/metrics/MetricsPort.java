package org.proofmark.rigagent.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.proofmark.meters.MetricsServer;
import org.proofmark.meters.Scrape;
import org.proofmark.rigagent.journal.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where an agent is scraped: on the address asked for, or on a free port that is kept over
/// restarts. `<state>/metrics` says where, as `host:port`, while it is served and after.
public final class MetricsPort {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsPort.class);

    private MetricsPort() {}

    /// Serves.
    ///
    /// @param asked port 0 = the one that it had before, else a free one
    /// @throws IOException where a port that was asked for cannot be had
    public static MetricsServer open(
            Path state, InetSocketAddress asked, Function<String, Scrape> scrapes)
            throws IOException {
        var file = state.resolve("metrics");
        var server =
                asked.getPort() == 0
                        ? kept(file, asked, scrapes)
                        : MetricsServer.start(asked, scrapes);
        var at = server.address();
        Durable.write(
                file,
                (asked.getHostString() + ":" + at.getPort() + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return server;
    }

    private static MetricsServer kept(
            Path file, InetSocketAddress asked, Function<String, Scrape> scrapes)
            throws IOException {
        int former = formerPort(file);
        if (former != 0) {
            try {
                return MetricsServer.start(
                        new InetSocketAddress(asked.getAddress(), former), scrapes);
            } catch (IOException e) {
                LOG.warn("{}; taking another port", e.getMessage());
            }
        }
        return MetricsServer.start(asked, scrapes);
    }

    private static int formerPort(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        var text = Files.readString(file).strip();
        try {
            int port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
            return port > 0 && port < 65_536 ? port : 0;
        } catch (NumberFormatException e) {
            LOG.warn("{} is damaged: taking another port", file, e);
            return 0;
        }
    }
}
