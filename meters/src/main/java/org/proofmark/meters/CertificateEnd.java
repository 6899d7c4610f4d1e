package org.proofmark.meters;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.bouncycastle.asn1.x509.Certificate;

/// When a certificate ends.
final class CertificateEnd {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private CertificateEnd() {}

    static Instant of(X509Certificate certificate) {
        try {
            // `20290224235959GMT+00:00`, or with Z: RFC 5280 allows nothing but UTC
            var end = Certificate.getInstance(certificate.getEncoded()).getEndDate().getTime();
            return LocalDateTime.parse(end.substring(0, 14), SECONDS).toInstant(ZoneOffset.UTC);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that cannot be encoded", e);
        }
    }
}
