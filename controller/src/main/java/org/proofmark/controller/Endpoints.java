package org.proofmark.controller;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where a controller is reached: `endpoints.json`, and the ports that it had, so that rigs find it
/// again after a restart.
final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private Endpoints() {}

    /// The address with a port: the one asked for, else the one remembered, else a free one.
    static InetSocketAddress choose(Path state, String name, InetSocketAddress asked)
            throws IOException {
        if (asked.getPort() != 0) {
            return asked;
        }
        var remembered = remembered(state, name);
        if (remembered != 0) {
            return new InetSocketAddress(asked.getAddress(), remembered);
        }
        try (var socket = new ServerSocket(0, 1, asked.getAddress())) {
            return new InetSocketAddress(asked.getAddress(), socket.getLocalPort());
        }
    }

    private static int remembered(Path state, String name) throws IOException {
        var file = state.resolve("ports.json");
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            return JSON.readTree(Files.readString(file)).path(name).asInt(0);
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged: remove it to listen on new ports", e);
        }
    }

    /// Where the pages are served: as [#choose], but a remembered port that somebody else has taken
    /// meanwhile is given up for a free one, since nobody but people holds on to it.
    static InetSocketAddress chooseForPages(Path state, InetSocketAddress asked)
            throws IOException {
        var chosen = choose(state, "web", asked);
        if (asked.getPort() != 0) {
            return chosen;
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(chosen);
            return chosen;
        } catch (BindException e) {
            LOG.info("the port that the pages had is taken: they get another", e);
            return asked;
        }
    }

    /// Remembers the ports by name for the next start.
    static void remember(Path state, SequencedMap<String, Integer> ports) throws IOException {
        write(state.resolve("ports.json"), JSON.valueToTree(ports).toString());
    }

    /// Says that the controller is ready, and where.
    static void announce(Path state, SequencedMap<String, String> addresses) throws IOException {
        write(state.resolve("endpoints.json"), JSON.valueToTree(addresses).toString());
    }

    private static void write(Path file, String json) throws IOException {
        var aside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.write(aside, json.getBytes(StandardCharsets.UTF_8));
        Files.move(
                aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
