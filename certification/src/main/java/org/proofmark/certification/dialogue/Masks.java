package org.proofmark.certification.dialogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.proofmark.domain.profile.Template.Filter;

/// Takes secrets out of text that people may read.
public final class Masks {
    /// Shorter values would mask every third word.
    private static final int SHORTEST = 3;

    private static final String MASK = "\u2022\u2022\u2022";

    private final Set<String> values =
            new TreeSet<>(
                    Comparator.comparingInt(String::length)
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));

    /// From now on this value is masked, in the forms in which it travels, too.
    public void add(String value) {
        if (value.length() < SHORTEST) {
            return;
        }
        var forms = new LinkedHashSet<String>();
        forms.add(value);
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.add(HttpText.json(value));
        for (var filter : Filter.values()) {
            forms.add(filter.apply(value));
        }
        values.addAll(forms);
    }

    /// The text without secrets.
    public String mask(String text) {
        var masked = text;
        for (var value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }
}
