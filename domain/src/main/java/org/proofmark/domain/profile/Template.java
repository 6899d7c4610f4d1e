package org.proofmark.domain.profile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text with variables: `${name}` or `${name|filter}`; `$${` stands for `${`.
///
/// @param text as it stands in the profile
public record Template(String text) {
    private static final Pattern VARIABLE =
            Pattern.compile(
                    "\\$\\$\\{|\\$\\{([A-Za-z][A-Za-z0-9._-]*)(?:\\|([a-z0-9]+))?\\}|\\$\\{");

    /// What a variable's value may go through.
    public enum Filter {
        BASE64,
        HEX,
        MD5,
        SHA1,
        SHA256;

        /// The value as this filter gives it; digests are lower-case hex of the UTF-8 bytes.
        public String apply(String value) {
            return switch (this) {
                case BASE64 -> Base64.getEncoder().encodeToString(utf8(value));
                case HEX -> HexFormat.of().formatHex(utf8(value));
                case MD5 -> digest("MD5", value);
                case SHA1 -> digest("SHA-1", value);
                case SHA256 -> digest("SHA-256", value);
            };
        }

        /// As it is written in a profile.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Filter of(String word) {
            return Arrays.stream(values())
                    .filter(f -> f.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "unknown filter '"
                                            + word
                                            + "', expected one of "
                                            + Arrays.stream(values()).map(Filter::word).toList()));
        }

        private static byte[] utf8(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        private static String digest(String algorithm, String value) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance(algorithm).digest(utf8(value)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JDK has no " + algorithm, e);
            }
        }
    }

    /// @throws IllegalArgumentException where a `${` has no form of a variable or a filter is
    ///   unknown
    public Template {
        var found = VARIABLE.matcher(text);
        while (found.find()) {
            if (found.group().equals("${")) {
                throw new IllegalArgumentException(
                        "'${' wants a variable such as ${password} or ${password|base64}; write"
                                + " $${ for the characters themselves");
            }
            if (found.group(2) != null) {
                Filter.of(found.group(2));
            }
        }
    }

    /// The variables that are asked for.
    public Set<String> variables() {
        var names = new LinkedHashSet<String>();
        var found = VARIABLE.matcher(text);
        while (found.find()) {
            if (found.group(1) != null) {
                names.add(found.group(1));
            }
        }
        return names;
    }

    /// The text with values in it.
    ///
    /// @param encode applied to each value after its filter, such as URL encoding
    /// @throws IllegalArgumentException where a variable has no value
    public String render(Map<String, String> values, UnaryOperator<String> encode) {
        return VARIABLE.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                found.group(1) == null
                                        ? "${"
                                        : encode.apply(
                                                value(values, found.group(1), found.group(2)))));
    }

    /// The text with values in it as they are.
    public String render(Map<String, String> values) {
        return render(values, UnaryOperator.identity());
    }

    private static String value(Map<String, String> values, String name, @Nullable String filter) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("variable ${" + name + "} has no value");
        }
        return filter == null ? value : Filter.of(filter).apply(value);
    }
}
