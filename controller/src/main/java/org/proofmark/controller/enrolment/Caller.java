package org.proofmark.controller.enrolment;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.proofmark.domain.run.Digest;

/// Who calls, by the certificate that this controller signed.
///
/// @param name a rig's id, or `admin`
/// @param certificate its digest: a rig's earlier certificate does not count any more
public record Caller(Role role, String name, Digest certificate) {
    /// What a caller may be.
    public enum Role {
        ADMIN,
        RIG;

        String organisationalUnit() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads role and name; empty for a certificate of another kind, such as the controller's own.
    ///
    /// @param certificate whose chain TLS has verified
    public static Optional<Caller> of(X509Certificate certificate) {
        var subject = certificate.getSubjectX500Principal().getName();
        var unit = part(subject, "OU");
        var name = part(subject, "CN");
        for (var role : Role.values()) {
            if (unit.equals(role.organisationalUnit()) && !name.isEmpty()) {
                return Optional.of(new Caller(role, name, Authority.digest(certificate)));
            }
        }
        return Optional.empty();
    }

    private static String part(String subject, String type) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(r -> r.getType().equalsIgnoreCase(type))
                            .map(r -> String.valueOf(r.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
