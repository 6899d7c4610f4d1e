package org.proofmark.controller.desk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whom a desk run believes: the public roots of the JDK, and those of a PEM file beside them.
final class Trust {
    private Trust() {}

    /// @param pem certificates; empty for none
    /// @throws IllegalArgumentException where that is no PEM of certificates
    static SSLContext context(byte[] pem) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var root : publicRoots()) {
                store.setCertificateEntry("public-" + number++, root);
            }
            if (pem.length > 0) {
                var factory = CertificateFactory.getInstance("X.509");
                for (var root : factory.generateCertificates(new ByteArrayInputStream(pem))) {
                    store.setCertificateEntry("own-" + number++, root);
                }
            }
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "published.trust is no PEM file of certificates: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] publicRoots() throws GeneralSecurityException {
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init((KeyStore) null);
        for (var manager : managers.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }
}
