package org.proofmark.virtuallab.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/// HTTP Digest (RFC 7616) with MD5 and `qop=auth`, which is what small devices have.
final class DigestLogin implements HttpLogin {
    private static final String SCHEME = "Digest ";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]*))");

    private final Appliance appliance;
    private final Sessions nonces;

    /// @param nonces one session is opened per challenge; its id is the nonce
    DigestLogin(Appliance appliance, Sessions nonces) {
        this.appliance = appliance;
        this.nonces = nonces;
    }

    /// An answer to an old challenge is no try: the client is asked again.
    @Override
    public boolean isThere(Request request) {
        return nonces.find(given(request).getOrDefault("nonce", "")).isPresent();
    }

    private static Map<String, String> given(Request request) {
        var header = request.headers().apply("Authorization").orElse("");
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? parameters(header.substring(SCHEME.length()))
                : Map.of();
    }

    @Override
    public boolean opens(Request request) {
        var password = appliance.accounts().adminPassword();
        var given = given(request);
        return password.isPresent()
                && DeviceModel.ADMIN.equals(given.get("username"))
                && "auth".equals(given.get("qop"))
                && request.path().equals(given.get("uri"))
                && isThere(request)
                && same(expected(request.method(), given, password.get()), given.get("response"));
    }

    private String expected(String method, Map<String, String> given, String password) {
        var who = md5(DeviceModel.ADMIN + ":" + appliance.model().name() + ":" + password);
        var what = md5(method + ":" + given.get("uri"));
        return md5(
                String.join(
                        ":",
                        who,
                        given.getOrDefault("nonce", ""),
                        given.getOrDefault("nc", ""),
                        given.getOrDefault("cnonce", ""),
                        "auth",
                        what));
    }

    @Override
    public String challenge() {
        return "Digest realm=\"%s\", qop=\"auth\", algorithm=MD5, nonce=\"%s\""
                .formatted(appliance.model().name(), nonces.open(false).id());
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new HashMap<String, String>();
        var matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            var quoted = matcher.group(2);
            parameters.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted);
        }
        return parameters;
    }

    private static boolean same(String left, @org.jspecify.annotations.Nullable String right) {
        return right != null
                && MessageDigest.isEqual(
                        left.getBytes(StandardCharsets.UTF_8),
                        right.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
