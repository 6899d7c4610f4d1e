package org.proofmark.domain.observation;

import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/// Hides secrets in lines of text that people look at while a run goes on. Known values are hidden
/// wherever they stand, and what follows a word such as `password:` is hidden unknown. What a
/// device prints in pieces, or in another form than the value itself, is not recognised: a line
/// that went through here is less than a secret, and no more than that. Thread-safe.
public final class SecretMask {
    /// What stands where a secret stood.
    public static final String MASK = "[masked]";

    /// Shorter values are hidden only where they stand alone: they are part of too many words.
    static final int SHORT = 4;

    /// More secrets than a run finds; those beyond it are not hidden.
    static final int MAX_VALUES = 10_000;

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)((?:pass(?:word|wort|phrase|wd|code)?|pwd|secret|psk|pin|token"
                            + "|(?:wpa|wifi|wlan|api|admin|setup|pairing|private)[ _-]?(?:key|code))"
                            + "[\"']?(?:\\s+is)?\\s*[:=]\\s*)(?!\\[masked])(\\S+)");

    /// Longest first: a value may be part of another.
    private final ConcurrentSkipListSet<String> values =
            new ConcurrentSkipListSet<>(
                    Comparator.comparingInt(String::length)
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));

    /// Hides this value from now on; an empty one is nothing to hide.
    public void learn(String value) {
        if (!value.isBlank() && values.size() < MAX_VALUES) {
            values.add(value);
        }
    }

    /// The line with every secret in it hidden.
    public String over(String line) {
        var shown = line;
        for (var value : values) {
            if (shown.contains(value)) {
                shown = value.length() < SHORT ? alone(shown, value) : shown.replace(value, MASK);
            }
        }
        return NAMED.matcher(shown).replaceAll("$1" + MASK);
    }

    private static String alone(String line, String value) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
                .matcher(line)
                .replaceAll(MASK);
    }
}
