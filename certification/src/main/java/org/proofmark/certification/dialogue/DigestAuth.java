package org.proofmark.certification.dialogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Answers a Digest challenge (RFC 7616; RFC 2069 where the device gives no `qop`).
final class DigestAuth {
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

    private final Map<String, String> challenge;

    private DigestAuth(Map<String, String> challenge) {
        this.challenge = challenge;
    }

    /// The challenge of a `WWW-Authenticate` header, where it is one for Digest that we can answer.
    static Optional<DigestAuth> parse(String header) {
        if (!header.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var found = PARAMETER.matcher(header.substring(7));
        while (found.find()) {
            parameters.put(
                    found.group(1),
                    found.group(2) != null
                            ? found.group(2).replaceAll("\\\\(.)", "$1")
                            : String.valueOf(found.group(3)));
        }
        var auth = new DigestAuth(parameters);
        return parameters.containsKey("nonce") && auth.algorithm().isPresent()
                ? Optional.of(auth)
                : Optional.empty();
    }

    /// The `Authorization` header's value.
    ///
    /// @param nonce the client's own, any text
    String answer(
            String method,
            String target,
            String username,
            String password,
            String nonce,
            byte[] body) {
        var realm = challenge.getOrDefault("realm", "");
        var serverNonce = challenge.getOrDefault("nonce", "");
        var first = hash(username + ":" + realm + ":" + password);
        if (name().endsWith("-sess")) {
            first = hash(first + ":" + serverNonce + ":" + nonce);
        }
        var qop = qop();
        var second =
                qop.equals("auth-int")
                        ? hash(method + ":" + target + ":" + hash(body))
                        : hash(method + ":" + target);
        var response =
                qop.isEmpty()
                        ? hash(first + ":" + serverNonce + ":" + second)
                        : hash(
                                first
                                        + ":"
                                        + serverNonce
                                        + ":00000001:"
                                        + nonce
                                        + ":"
                                        + qop
                                        + ":"
                                        + second);
        return header(username, realm, serverNonce, target, response, qop, nonce);
    }

    private String header(
            String username,
            String realm,
            String serverNonce,
            String target,
            String response,
            String qop,
            String nonce) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("username", quoted(username));
        parts.put("realm", quoted(realm));
        parts.put("nonce", quoted(serverNonce));
        parts.put("uri", quoted(target));
        parts.put("response", quoted(response));
        if (challenge.containsKey("algorithm")) {
            parts.put("algorithm", name());
        }
        if (challenge.containsKey("opaque")) {
            parts.put("opaque", quoted(challenge.getOrDefault("opaque", "")));
        }
        if (!qop.isEmpty()) {
            parts.put("qop", qop);
            parts.put("nc", "00000001");
            parts.put("cnonce", quoted(nonce));
        }
        var header = new StringBuilder();
        parts.forEach((k, v) ->
                header.append(header.isEmpty() ? "Digest " : ", ").append(k).append('=').append(v));
        return header.toString();
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String qop() {
        var offered = challenge.getOrDefault("qop", "").split("\\s*,\\s*");
        for (var wanted : new String[] {"auth", "auth-int"}) {
            for (var one : offered) {
                if (one.equalsIgnoreCase(wanted)) {
                    return wanted;
                }
            }
        }
        return "";
    }

    private String name() {
        return challenge.getOrDefault("algorithm", "MD5");
    }

    private Optional<MessageDigest> algorithm() {
        var plain = name().toUpperCase(Locale.ROOT).replace("-SESS", "");
        try {
            return switch (plain) {
                case "MD5", "SHA-256" -> Optional.of(MessageDigest.getInstance(plain));
                case "SHA-512-256" -> Optional.of(MessageDigest.getInstance("SHA-512/256"));
                default -> Optional.empty();
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + plain, e);
        }
    }

    private String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private String hash(byte[] bytes) {
        return HexFormat.of()
                .formatHex(
                        algorithm()
                                .orElseThrow(() -> new IllegalStateException("unknown algorithm"))
                                .digest(bytes));
    }
}
