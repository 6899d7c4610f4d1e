package org.proofmark.certification.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.proofmark.certification.dialogue.StreamSession.Piece;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.time.Ticker;

/// Logs in over SSH with a password, also by way of keyboard-interactive.
final class SshDoor implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration AUTHENTICATE = Duration.ofSeconds(30);
    private static final Duration OPEN = Duration.ofSeconds(10);

    /// What RFC 4252 has clients see when no method is left: "No more authentication methods".
    private static final String EXHAUSTED = "No more authentication methods available";

    /// As who the host key is looked at: nobody logs in.
    private static final String NOBODY = "nobody";

    private final SshClient client;

    private SshDoor(SshClient client) {
        this.client = client;
    }

    static SshDoor open() {
        var client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        // nothing of this machine's own user gets into a test
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(
                java.util.List.of(
                        UserAuthPasswordFactory.INSTANCE,
                        UserAuthKeyboardInteractiveFactory.INSTANCE));
        client.start();
        return new SshDoor(client);
    }

    /// The host key's fingerprint (SHA-256, as OpenSSH shows it); empty where the device did not
    /// get as far as showing one.
    Optional<String> hostKey(Place place) {
        try (var session =
                client.connect(NOBODY, place.address(), place.actual())
                        .verify(CONNECT)
                        .getClientSession()) {
            session.waitFor(
                    EnumSet.of(
                            ClientSession.ClientSessionEvent.WAIT_AUTH,
                            ClientSession.ClientSessionEvent.CLOSED,
                            ClientSession.ClientSessionEvent.TIMEOUT),
                    CONNECT);
            return Optional.ofNullable(session.getServerKey()).map(KeyUtils::getFingerPrint);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// A session that is logged in, or how the device answered.
    record Login(DialogueResult result, Optional<ClientSession> session) {}

    Login login(Place place, String username, String password) {
        ClientSession session;
        try {
            session =
                    client.connect(username, place.address(), place.actual())
                            .verify(CONNECT)
                            .getClientSession();
        } catch (IOException e) {
            return failed(LoginOutcome.UNREACHABLE, reason(e));
        }
        try {
            // as a provider, since the empty password is refused as an identity
            session.setPasswordIdentityProvider(PasswordIdentityProvider.wrapPasswords(password));
            session.auth().verify(AUTHENTICATE);
            return new Login(
                    DialogueResult.of(LoginOutcome.ACCEPTED, "authentication succeeded"),
                    Optional.of(session));
        } catch (IOException e) {
            session.close(true);
            return refusal(e)
                    ? failed(LoginOutcome.REFUSED, "authentication refused")
                    : failed(LoginOutcome.UNREADABLE, reason(e));
        }
    }

    private static Login failed(LoginOutcome outcome, String detail) {
        return new Login(DialogueResult.of(outcome, detail), Optional.empty());
    }

    private static boolean refusal(IOException e) {
        return e instanceof SshException ssh
                && (ssh.getDisconnectCode()
                                == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                        || String.valueOf(ssh.getMessage()).contains(EXHAUSTED));
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + String.valueOf(e.getMessage());
    }

    /// A shell in a session that is logged in.
    static StreamSession shell(ClientSession session, Ticker ticker) throws IOException {
        var channel = session.createShellChannel();
        channel.setRedirectErrorStream(true);
        channel.open().verify(OPEN);
        return new StreamSession(
                new ShellSource(
                        channel.getInvertedOut(),
                        () -> {
                            channel.close(true);
                            session.close(true);
                        }),
                channel.getInvertedIn(),
                "\n",
                ticker);
    }

    @Override
    public void close() {
        client.stop();
    }

    /// Reads a shell's output on a thread of its own, since such a stream knows no time limit.
    private static final class ShellSource implements StreamSession.Source {
        private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        private final Runnable ending;

        ShellSource(InputStream in, Runnable ending) {
            this.ending = ending;
            Thread.ofVirtual().name("ssh-shell").start(() -> pump(in));
        }

        private void pump(InputStream in) {
            var buffer = new byte[4096];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    pieces.add(new Piece(java.util.Arrays.copyOf(buffer, n), false));
                }
            } catch (IOException _) {
                // as good as the end
            }
            pieces.add(new Piece(new byte[0], true));
        }

        @Override
        public Optional<Piece> read(Duration limit) throws IOException {
            try {
                return Optional.ofNullable(pieces.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() {
            ending.run();
        }
    }
}
