package org.proofmark.controller.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.domain.observation.SecretMask;

/// Takes the values of secrets that were found on devices out of text that people may read, in the
/// forms in which they travel.
final class Masking {
    /// Shorter values would mask every third word.
    private static final int SHORTEST = 3;

    private static final String MASK = "•••";

    /// Knows no value: hides what follows a word such as `password:`, also where nobody found it.
    private static final SecretMask NAMED = new SecretMask();

    private final List<String> forms;
    private final boolean everything;

    /// @param values every secret that may stand in the text
    Masking(Collection<String> values) {
        this(values, false);
    }

    /// Where nobody knows what to mask.
    static Masking ofEverything() {
        return new Masking(List.of(), true);
    }

    private Masking(Collection<String> values, boolean everything) {
        this.everything = everything;
        var all = new LinkedHashSet<String>();
        for (var value : values) {
            if (value.length() >= SHORTEST) {
                forms(value, all);
            }
        }
        forms = all.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    private static void forms(String value, Collection<String> all) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        all.add(value);
        all.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        all.add(Base64.getEncoder().encodeToString(bytes));
        all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    /// The text with `•••` in the place of each secret.
    String mask(String text) {
        if (everything) {
            return MASK;
        }
        var masked = text;
        for (var form : forms) {
            masked = masked.replace(form, MASK);
        }
        return Stream.of(masked.split("\n", -1))
                .map(line -> NAMED.over(line).replace(SecretMask.MASK, MASK))
                .collect(Collectors.joining("\n"));
    }
}
