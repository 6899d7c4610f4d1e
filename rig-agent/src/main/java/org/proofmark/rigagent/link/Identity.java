package org.proofmark.rigagent.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.proofmark.domain.run.RigId;
import org.proofmark.rigagent.journal.Durable;

/// Who this rig is: its key, which never leaves it, the certificate that its controller gave it,
/// and where that controller is. Kept in `identity/` of the agent's state.
///
/// @param chain the rig's certificate, then its issuers up to the controller's CA
/// @param controller `host:port` of the link service
public record Identity(RigId rig, PrivateKey key, List<X509Certificate> chain, String controller) {
    public Identity {
        chain = List.copyOf(chain);
        if (chain.size() < 2) {
            throw new IllegalArgumentException(
                    "a chain wants the rig's certificate and its CA's, got " + chain.size());
        }
    }

    /// The controller's CA: what the link trusts, and nothing else.
    public X509Certificate authority() {
        return chain.getLast();
    }

    /// True where the rig has been enrolled.
    public static boolean exists(Path state) {
        return Files.exists(folder(state).resolve("controller"));
    }

    /// Reads what [Enrolment] stored.
    ///
    /// @throws IllegalStateException where the rig was not enrolled, or the files are damaged; the
    ///   message says what to do
    public static Identity load(Path state) {
        var folder = folder(state);
        if (!exists(state)) {
            throw new IllegalStateException(
                    "this rig is not enrolled: "
                            + folder
                            + " is empty. Get a token with `proofmark enrol` at the controller, and start"
                            + " with --token-file FILE");
        }
        try {
            return new Identity(
                    new RigId(Files.readString(folder.resolve("rig")).strip()),
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            unpem(Files.readString(folder.resolve("key.pem")))
                                                    .getFirst())),
                    certificates(unpem(Files.readString(folder.resolve("chain.pem")))),
                    Files.readString(folder.resolve("controller")).strip());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the rig's identity in "
                            + folder
                            + " cannot be read: "
                            + e.getMessage()
                            + ". Move it away and enrol again",
                    e);
        }
    }

    /// Stores it; the file that says that it is whole is written last.
    void store(Path state) throws IOException, GeneralSecurityException {
        var folder = Durable.folder(folder(state));
        var pems = new StringBuilder();
        for (var certificate : chain) {
            pems.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Durable.write(folder.resolve("key.pem"), ascii(pem("PRIVATE KEY", key.getEncoded())));
        Durable.write(folder.resolve("chain.pem"), ascii(pems.toString()));
        Durable.write(folder.resolve("rig"), ascii(rig.value()));
        Durable.write(folder.resolve("controller"), ascii(controller));
    }

    static List<X509Certificate> certificates(List<byte[]> ders) throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (var der : ders) {
            certificates.add(
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
        return certificates;
    }

    private static Path folder(Path state) {
        return state.resolve("identity");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String pem(String type, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private static List<byte[]> unpem(String text) {
        var found = new ArrayList<byte[]>();
        var body = new StringBuilder();
        for (var line : text.lines().toList()) {
            if (line.startsWith("-----BEGIN")) {
                body.setLength(0);
            } else if (line.startsWith("-----END")) {
                found.add(Base64.getDecoder().decode(body.toString()));
            } else {
                body.append(line.strip());
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no PEM block found");
        }
        return found;
    }

    /// Without the key.
    @Override
    public String toString() {
        return "Identity[" + rig + " at " + controller + "]";
    }
}
