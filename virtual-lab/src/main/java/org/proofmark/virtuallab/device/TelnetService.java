package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/// A telnet server (RFC 854) with as much of it as a small device has: it echoes itself, suppresses
/// go-ahead, and passes over every other option.
final class TelnetService implements Service {
    private static final int PORT = 23;
    private static final int BACKLOG = 16;

    /// Connections at once; more are closed at once, as BusyBox with a full table does.
    private static final int CONNECTIONS_MAX = 16;

    /// Refused logins until the connection is closed.
    private static final int REFUSED_MAX = 3;

    private static final Duration IDLE_MAX = Duration.ofMinutes(5);
    private static final int IAC = 255;
    private static final int SUB_BEGIN = 250;
    private static final int SUB_END = 240;
    private static final int FIRST_WITH_OPTION = 251;
    // IAC WILL ECHO, IAC WILL SUPPRESS-GO-AHEAD
    private static final byte[] GREETING = {(byte) 255, (byte) 251, 1, (byte) 255, (byte) 251, 3};

    private final ServerSocket server;
    private final Function<Consumer<String>, LoginSession> sessions;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(CONNECTIONS_MAX);

    private TelnetService(ServerSocket server, Function<Consumer<String>, LoginSession> sessions) {
        this.server = server;
        this.sessions = sessions;
    }

    /// Starts to serve logins at telnet's own port.
    static TelnetService start(String address, Appliance appliance) throws IOException {
        return start(address, PORT, out -> new LoginSession(Door.TELNET, appliance, out));
    }

    /// Starts to serve.
    ///
    /// @param sessions makes what talks on a connection, from where its words go
    static TelnetService start(
            String address, int port, Function<Consumer<String>, LoginSession> sessions)
            throws IOException {
        var server =
                Ports.bind(
                        address,
                        port,
                        at -> {
                            var socket = new ServerSocket();
                            socket.bind(at, BACKLOG);
                            return socket;
                        });
        var service = new TelnetService(server, sessions);
        daemon("telnet", service::acceptAll);
        return service;
    }

    private static void daemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }

    private void acceptAll() {
        try {
            while (true) {
                var socket = server.accept();
                if (places.tryAcquire()) {
                    open.add(socket);
                    daemon("telnet-session", () -> serve(socket));
                } else {
                    socket.close();
                }
            }
        } catch (SocketException _) {
            // closed: the device restarts
        } catch (IOException e) {
            throw new UncheckedIOException("telnet: cannot accept", e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(Math.toIntExact(IDLE_MAX.toMillis()));
            socket.setTcpNoDelay(true);
            talk(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException | UncheckedIOException _) {
            // the other end has gone, was idle too long, or the device restarts
        } finally {
            open.remove(socket);
            places.release();
        }
    }

    private void talk(InputStream in, OutputStream out) throws IOException {
        out.write(GREETING);
        var session = sessions.apply(text -> send(out, text));
        session.greet();
        for (int c = next(in); c >= 0; c = next(in)) {
            session.type((char) c);
            if (session.ended() || session.refused() >= REFUSED_MAX) {
                return;
            }
        }
    }

    /// The next character of data, commands and options left out; -1 at the end.
    private static int next(InputStream in) throws IOException {
        while (true) {
            int c = in.read();
            if (c != IAC) {
                return c;
            }
            int command = in.read();
            if (command == IAC) {
                return IAC;
            }
            if (command == SUB_BEGIN) {
                skipSubnegotiation(in);
            } else if (command >= FIRST_WITH_OPTION && in.read() < 0) {
                return -1;
            } else if (command < 0) {
                return -1;
            }
        }
    }

    private static void skipSubnegotiation(InputStream in) throws IOException {
        int before = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (before == IAC && c == SUB_END) {
                return;
            }
            before = c;
        }
    }

    private static void send(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("telnet: cannot send", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("telnet: cannot close", e);
        }
    }
}
