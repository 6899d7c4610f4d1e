package org.proofmark.controller.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.controller.store.DatabaseAccess;
import org.proofmark.controller.store.DatabaseUrl;

/// A real PostgreSQL server on a loopback port, which can be killed and started again on its data.
///
/// It is set up against us: its commits wait for no disk unless they are asked to, and its locale
/// sorts as people do, not as bytes. It ends with this JVM.
public final class Postgres implements AutoCloseable {
    /// A server on a loaded machine may take as long as this to start.
    private static final long START_SECONDS = 180;

    /// Below the ports that the kernel gives to clients, so that nobody takes ours between two
    /// starts.
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;
    private static final int TRIES = 20;

    /// Runs the server until stdin ends, so that none survives this JVM.
    private static final String WRAPPER =
            """
            exec 3<&0
            "$@" </dev/null 3<&- & server=$!
            { while read -r _; do :; done <&3; kill -QUIT $server 2>/dev/null; } &
            wait $server
            """;

    private final Path folder;
    private final Path binaries;
    private int port;
    private @Nullable Process server;
    private int databases;

    public Postgres() {
        try {
            binaries = PostgresBinaries.folder();
            folder = Files.createTempDirectory("postgres-test");
            initialise();
            for (var i = 0; server == null; i++) {
                if (i == TRIES) {
                    throw new IOException("no free port: " + log());
                }
                port = freePort();
                tryToStart();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void initialise() throws IOException, InterruptedException {
        var log = folder.resolve("initdb.log");
        var password = Files.writeString(folder.resolve("password"), "of postgres\n");
        var initdb =
                new ProcessBuilder(
                                asServer(
                                        "initdb",
                                        "-U",
                                        "postgres",
                                        "--pwfile",
                                        password.toString(),
                                        "-A",
                                        "scram-sha-256",
                                        "-E",
                                        "UTF8",
                                        "--locale=C",
                                        "--locale-provider=icu",
                                        "--icu-locale=en-US",
                                        "-D",
                                        data().toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log));
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /// PostgreSQL does not run as root: there it gets a user namespace in which it is nobody.
    private List<String> asServer(String program, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static int freePort() throws IOException {
        for (var i = 0; ; i++) {
            var candidate = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (var _ = new ServerSocket(candidate, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return candidate;
            } catch (IOException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /// Starts the server again on the data and the port that it had, and returns when it answers.
    public void start() throws IOException, InterruptedException {
        tryToStart();
        if (server == null) {
            throw new IOException("the server does not start again: " + log());
        }
    }

    private void tryToStart() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", "-c", WRAPPER, "postgres"));
        command.addAll(
                asServer(
                        "postgres",
                        "-D",
                        data().toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        // an asynchronous commit stays in memory for so long, in ms
                        "-c",
                        "wal_writer_delay=10000",
                        "-c",
                        "shared_buffers=16MB",
                        "-c",
                        "max_connections=60"));
        var started =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("server.log").toFile()))
                        .start();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (started.waitFor(50, TimeUnit.MILLISECONDS)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new IOException("the server does not answer: " + log());
            }
        }
        server = started;
    }

    private boolean answers() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SHOW data_directory")) {
            // ours, and not another test's that took the port
            return answer.next() && answer.getString(1).equals(data().toString());
        } catch (SQLException e) {
            return false;
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    /// Kills the server and all its processes at once, as a crash does.
    public void kill() throws IOException, InterruptedException {
        var pid =
                Long.parseLong(
                        Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        for (var each : all) {
            each.onExit().join();
        }
        end();
    }

    private void end() throws IOException, InterruptedException {
        var running = Objects.requireNonNull(server);
        running.getOutputStream().close();
        running.waitFor();
        server = null;
    }

    /// As superuser.
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "of postgres");
    }

    /// Carries statements out as superuser.
    public void execute(String database, String... statements) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A fresh, empty database.
    public synchronized DatabaseAccess database() {
        var name = "test_" + ++databases;
        execute("postgres", "CREATE DATABASE " + name);
        return access("postgres", name, "of postgres");
    }

    /// The way into a database of this server.
    public DatabaseAccess access(String user, String database, String password) {
        return new DatabaseAccess(
                new DatabaseUrl("127.0.0.1", port, database, user, Map.of()),
                Optional.of(password));
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                end();
            }
            PostgresBinaries.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
