package org.proofmark.domain.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A documented interface and how one talks with it.
///
/// @param port nominal port, 0 for a UART
/// @param transport what carries it; TCP for a UART, which has none
/// @param tls whether HTTP goes through TLS; the certificate is not checked, since devices sign
///   their own
/// @param dialogues by purpose, such as those named here; a profile may add its own
public record InterfaceSpec(
        InterfaceName name,
        InterfaceProtocol protocol,
        int port,
        Transport transport,
        boolean tls,
        Map<String, Dialogue> dialogues) {
    /// What carries an interface on the network.
    public enum Transport {
        TCP,
        UDP
    }

    /// Of an interface over TCP, or a UART.
    public InterfaceSpec(
            InterfaceName name,
            InterfaceProtocol protocol,
            int port,
            boolean tls,
            Map<String, Dialogue> dialogues) {
        this(name, protocol, port, Transport.TCP, tls, dialogues);
    }

    /// Whether a TCP connection to this port leads to it.
    public boolean isTcp(int number) {
        return protocol != InterfaceProtocol.UART && transport == Transport.TCP && port == number;
    }

    /// Logs in with `${username}` and `${password}`.
    public static final String LOGIN = "login";

    /// Ends what `login` began, so that the next one starts afresh.
    public static final String LOGOUT = "logout";

    /// Calls a function that wants a login, without one: accepted = it served.
    public static final String USE = "use";

    /// Brings a factory-default device into use; the user defines `${new-password}`.
    public static final String SET_UP = "set-up";

    /// Purposes that begin so go around the set-up, as the maker's own documents say one can.
    public static final String SKIP = "skip";

    /// Changes `${password}` to `${new-password}`.
    public static final String CHANGE_PASSWORD = "change-password";

    public InterfaceSpec {
        dialogues = Map.copyOf(dialogues);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port wants 0..65535, got " + port);
        }
    }

    /// The purposes that go around the set-up: `skip`, `skip-NAME`; sorted.
    public List<String> skips() {
        return dialogues.keySet().stream()
                .filter(p -> p.equals(SKIP) || p.startsWith(SKIP + "-"))
                .sorted()
                .toList();
    }

    /// The dialogue for a purpose, where the profile has one.
    public Optional<Dialogue> dialogue(String purpose) {
        return Optional.ofNullable(dialogues.get(purpose));
    }
}
