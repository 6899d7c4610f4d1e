package org.proofmark.virtuallab.device;

/// Feeds bytes of the UART to a login, and greets again when somebody has left.
final class UartLogin {
    private final LoginSession session;

    UartLogin(LoginSession session) {
        this.session = session;
    }

    void accept(byte[] bytes) {
        for (byte b : bytes) {
            session.type((char) (b & 0xff));
            if (session.ended()) {
                session.greet();
            }
        }
    }
}
