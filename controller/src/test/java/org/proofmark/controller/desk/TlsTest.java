package org.proofmark.controller.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// A real HTTPS server whose certificate no public root signed.
public class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private Path folder;
    private HttpsServer server;
    private byte[] pem;

    @BeforeClass
    public void start() throws IOException, GeneralSecurityException, InterruptedException {
        folder = Files.createTempDirectory("tls-test");
        keytool(
                "-genkeypair",
                "-alias",
                "web",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "web",
                "-file",
                folder.resolve("c.pem").toString());
        pem = Files.readAllBytes(folder.resolve("c.pem"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("ok".getBytes(UTF_8));
                    exchange.close();
                });
        server.start();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "-keystore",
                        folder.resolve("k.p12").toString(),
                        "-storepass",
                        new String(PASSWORD)));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(folder.resolve("k.p12"))) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        server.stop(0);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Fetched fetch(byte[] trust, String host) throws InterruptedException {
        try (var pages = new HttpPages(trust, () -> Instant.EPOCH)) {
            return pages.fetch("https://" + host + ":" + server.getAddress().getPort() + "/");
        }
    }

    @Test
    public void aCertificateThatNobodyKnowsFails() throws InterruptedException {
        assertThat(fetch(new byte[0], "localhost"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class, f -> assertThat(f.cause()).startsWith("TLS failed"));
    }

    @Test
    public void theTrustFileIsBelieved() throws InterruptedException {
        assertThat(fetch(pem, "localhost"))
                .isInstanceOfSatisfying(
                        Fetched.Answered.class,
                        a -> assertThat(new String(a.body(), UTF_8)).isEqualTo("ok"));
    }

    @Test
    public void theTrustFileDoesNotMakeAnotherNameRight() throws InterruptedException {
        assertThat(fetch(pem, "127.0.0.2")).isInstanceOf(Fetched.Failed.class);
    }
}
