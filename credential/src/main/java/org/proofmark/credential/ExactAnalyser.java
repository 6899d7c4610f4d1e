package org.proofmark.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.scheme.UniversalDefaults;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.SecretAnalysis.EqualSecrets;
import org.proofmark.domain.verdict.SecretAnalysis.ListedSecret;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;

/// Finds equal values and values that stand in the list of universal defaults.
///
/// Values are equal when every character is: case and white space count. They are compared by a
/// keyed digest (HMAC-SHA-256), so that how long it takes says nothing of how much of two values
/// agrees. Stateless after construction and thread-safe.
public final class ExactAnalyser implements PopulationAnalyser {
    /// Name and version of the rules: to be raised whenever a result could change.
    public static final String VERSION = "exact/1";

    /// A campaign of 256 units with 100 resets and a few credentials each stays below.
    public static final int MAXIMUM_SECRETS = 100_000;

    private static final int MINIMUM_KEY_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";
    private static final List<String> TRANSFORMS =
            List.of("equal values", "list of 61 universal defaults");

    private final SecretKeySpec key;

    /// An analyser whose digests are made with this key.
    ///
    /// @param key 16 bytes or more, the store's own; copied
    public ExactAnalyser(byte[] key) {
        if (key.length < MINIMUM_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the key for keyed digests wants 16 bytes or more, got " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public SecretAnalysis analyse(List<FoundSecret> secrets) {
        if (secrets.size() > MAXIMUM_SECRETS) {
            throw new IllegalArgumentException(
                    "too many secrets to compare: "
                            + secrets.size()
                            + " (limit "
                            + MAXIMUM_SECRETS
                            + ")");
        }
        var byRef = digestByRef(secrets);
        var groups = new LinkedHashMap<Digest, List<SecretRef>>();
        byRef.forEach((ref, d) -> groups.computeIfAbsent(d, x -> new ArrayList<>()).add(ref));
        var equal =
                groups.values().stream()
                        .filter(refs -> refs.size() > 1)
                        .map(EqualSecrets::new)
                        .toList();
        return new SecretAnalysis(
                VERSION,
                TRANSFORMS,
                List.copyOf(byRef.keySet()),
                equal,
                listed(secrets),
                List.copyOf(groups.keySet()));
    }

    /// The keyed digest of a value.
    public Digest keyedDigest(String value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Digest(
                    HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA-256", e);
        }
    }

    private Map<SecretRef, Digest> digestByRef(List<FoundSecret> secrets) {
        var digests = new LinkedHashMap<SecretRef, Digest>();
        for (var secret : secrets) {
            var digest = keyedDigest(secret.value());
            var earlier = digests.putIfAbsent(secret.ref(), digest);
            if (earlier != null && !earlier.equals(digest)) {
                throw new IllegalArgumentException(
                        "one secret with two values: " + secret.ref() + "; a name stands for one");
            }
        }
        return digests;
    }

    private static List<ListedSecret> listed(List<FoundSecret> secrets) {
        return secrets.stream()
                .map(s ->
                        UniversalDefaults.withPassword(s.value())
                                .map(e -> new ListedSecret(s.ref(), e.name())))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
