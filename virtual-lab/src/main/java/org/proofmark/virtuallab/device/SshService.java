package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;

/// An ssh server that takes a password, and runs the device's shell or one command of it.
final class SshService implements Service {
    private static final int PORT = 22;
    private static final int KEY_BITS = 256;

    /// Refused logins until the connection is closed.
    private static final int REFUSED_MAX = 3;

    private static final int SESSIONS_MAX = 16;
    private static final Duration IDLE_MAX = Duration.ofMinutes(5);

    private final SshServer server;

    private SshService(SshServer server) {
        this.server = server;
    }

    /// Starts to serve. The host key is new at each boot: a device that wipes itself has no other
    /// choice, and nobody pins the key of a device on a bench.
    static SshService start(String address, Appliance appliance) throws IOException {
        return new SshService(Ports.bind(address, PORT, at -> bind(at, appliance)));
    }

    private static SshServer bind(InetSocketAddress at, Appliance appliance) throws IOException {
        var server = SshServer.setUpDefaultServer();
        server.setHost(at.getHostString());
        server.setPort(at.getPort());
        server.setKeyPairProvider(hostKey());
        server.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator((username, password, _) ->
                appliance
                        .gate()
                        .attemptSlowly(
                                Door.SSH,
                                () -> appliance.accounts().opens(Door.SSH, username, password)));
        var shell = new Shell(appliance);
        server.setCommandFactory((_, line) -> new SshCommand(shell, line));
        server.setShellFactory(_ -> new SshCommand(shell, null));
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, REFUSED_MAX);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, SESSIONS_MAX);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, IDLE_MAX);
        server.start();
        return server;
    }

    private static KeyPairProvider hostKey() {
        try {
            return KeyPairProvider.wrap(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", KEY_BITS));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("ssh: cannot stop", e);
        }
    }
}
