package org.proofmark.virtuallab.device;

/// Feeds bytes of the UART to a login, and greets again when somebody has left. Thread-safe: who
/// types the moment that the prompt appears is heard.
final class UartLogin {
    private final LoginSession session;

    UartLogin(LoginSession session) {
        this.session = session;
    }

    /// Listens from now on, and shows the login prompt first.
    synchronized void takeOver(Uart uart) {
        uart.onInput(this::accept);
        session.greet();
    }

    private synchronized void accept(byte[] bytes) {
        for (byte b : bytes) {
            session.type((char) (b & 0xff));
            if (session.ended()) {
                session.greet();
            }
        }
    }
}
