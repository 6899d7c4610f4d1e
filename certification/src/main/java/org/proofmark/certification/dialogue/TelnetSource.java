package org.proofmark.certification.dialogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.proofmark.certification.dialogue.StreamSession.Piece;

/// Takes telnet's negotiation out of what a device sends and answers it (RFC 854, 1143): its echo
/// and its going ahead (options 1 and 3) are welcome, everything else is declined.
final class TelnetSource implements StreamSession.Source {
    private static final int IAC = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SB = 250;
    private static final int SE = 240;
    private static final int ECHO = 1;
    private static final int GO_AHEAD = 3;

    private final Socket socket;
    private final boolean[] answered = new boolean[256 * 4];
    private State state = State.TEXT;
    private int command;

    private enum State {
        TEXT,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    TelnetSource(Socket socket) {
        this.socket = socket;
    }

    @Override
    public Optional<Piece> read(Duration limit) throws IOException {
        socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
        var buffer = new byte[4096];
        int count;
        try {
            count = socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        } catch (java.net.SocketException _) {
            count = -1;
        }
        var text = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            take(buffer[i] & 0xff, text);
        }
        return Optional.of(new Piece(text.toByteArray(), count < 0));
    }

    private void take(int b, ByteArrayOutputStream text) throws IOException {
        switch (state) {
            case TEXT -> {
                if (b == IAC) {
                    state = State.COMMAND;
                } else if (b != 0) {
                    text.write(b);
                }
            }
            case COMMAND -> {
                state = State.TEXT;
                if (b == IAC) {
                    text.write(IAC);
                } else if (b == SB) {
                    state = State.SUBNEGOTIATION;
                } else if (b >= WILL) {
                    command = b;
                    state = State.OPTION;
                }
            }
            case OPTION -> {
                answer(command, b);
                state = State.TEXT;
            }
            case SUBNEGOTIATION -> {
                if (b == IAC) {
                    state = State.SUBNEGOTIATION_COMMAND;
                }
            }
            case SUBNEGOTIATION_COMMAND -> state = b == SE ? State.TEXT : State.SUBNEGOTIATION;
        }
    }

    private void answer(int asked, int option) throws IOException {
        int reply =
                switch (asked) {
                    case WILL -> option == ECHO || option == GO_AHEAD ? DO : DONT;
                    case DO -> WONT;
                    default -> 0;
                };
        // each offer is answered once, so that two sides never answer each other for ever
        int slot = (asked - WILL) * 256 + option;
        if (reply != 0 && !answered[slot]) {
            answered[slot] = true;
            OutputStream out = socket.getOutputStream();
            out.write(new byte[] {(byte) IAC, (byte) reply, (byte) option});
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone then
        }
    }
}
