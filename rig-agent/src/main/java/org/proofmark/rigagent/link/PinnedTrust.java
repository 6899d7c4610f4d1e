package org.proofmark.rigagent.link;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.proofmark.domain.run.Digest;

/// Trusts a server whose chain ends in the one CA that the enrolment token names by its digest.
///
/// The chain's dates are not looked at: a rig whose clock is wrong shall reach the controller,
/// which then says by how much. A certificate that may only be a client's, such as another rig's,
/// is not taken for the controller's.
final class PinnedTrust extends X509ExtendedTrustManager {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    private final Digest authority;

    PinnedTrust(Digest authority) {
        this.authority = authority;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        if (chain.length < 2) {
            throw new CertificateException(
                    "the controller sent no CA certificate; its chain has " + chain.length);
        }
        var last = chain[chain.length - 1];
        var digest = Digest.of(last.getEncoded());
        if (!digest.equals(authority)) {
            throw new CertificateException(
                    "this is not the controller that made the token: its CA's digest is "
                            + digest
                            + ", the token names "
                            + authority);
        }
        for (int i = 0; i < chain.length - 1; i++) {
            signedBy(chain[i], chain[i + 1]);
        }
        signedBy(last, last);
        var usage = chain[0].getExtendedKeyUsage();
        if (usage == null || !usage.contains(SERVER_AUTH)) {
            throw new CertificateException(
                    "the certificate of " + chain[0].getSubjectX500Principal() + " is no server's");
        }
    }

    private static void signedBy(X509Certificate child, X509Certificate parent)
            throws CertificateException {
        if (parent.getBasicConstraints() < 0) {
            throw new CertificateException(parent.getSubjectX500Principal() + " is no CA");
        }
        try {
            child.verify(parent.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException(
                    child.getSubjectX500Principal() + " is not signed by the CA above it", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("a rig serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
