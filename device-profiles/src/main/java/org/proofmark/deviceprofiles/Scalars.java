package org.proofmark.deviceprofiles;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.deviceprofiles.YamlNode.Kind;
import org.proofmark.deviceprofiles.YamlNode.Place;
import org.proofmark.deviceprofiles.YamlNode.Scalar;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.Template;

/// Reads one scalar value. Like [Fields], it notes what does not fit and goes on.
final class Scalars {
    /// What stands in for a value that did not fit.
    private static final String PLACEHOLDER = "x";

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,8})(B|KiB|MiB)");
    private static final Map<String, Integer> SIZE_SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /// No step of a test takes longer.
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

    /// Nothing that happens more rarely is an interval.
    private static final Duration LONGEST_SPAN = Duration.ofDays(366);

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1));

    private final Problems problems;
    private final YamlNode node;
    private final String path;

    Scalars(Problems problems, YamlNode node, String path) {
        this.problems = problems;
        this.node = node;
        this.path = path;
    }

    /// Stands for a key that is missing, of which a problem was noted already.
    static Scalars absent(String path) {
        return new Scalars(
                new Problems(""), new Scalar(new Place(1, 1), PLACEHOLDER, Kind.TEXT), path);
    }

    Place place() {
        return node.place();
    }

    String path() {
        return path;
    }

    void refuse(String text) {
        problems.add(node.place(), path, text);
    }

    String text() {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.TEXT) {
            return scalar.text();
        }
        refuse(
                "expected text, got "
                        + node.words()
                        + (node instanceof Scalar s && s.kind() != Kind.EMPTY
                                ? "; put it in quotes: \"" + s.text() + "\""
                                : ""));
        return PLACEHOLDER;
    }

    /// Text that is not empty.
    String words() {
        var text = text();
        if (text.isBlank()) {
            refuse("expected text that is not empty");
            return PLACEHOLDER;
        }
        return text;
    }

    /// A name of something in the profile.
    String name() {
        var text = text();
        if (!NAME.matcher(text).matches()) {
            refuse(
                    "expected a name of letters, digits, dots, underscores and dashes, got '"
                            + text
                            + "'");
            return PLACEHOLDER;
        }
        return text;
    }

    <E extends Enum<E>> E oneOf(Class<E> type) {
        var text = text();
        for (var constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        refuse(
                "expected one of "
                        + Stream.of(type.getEnumConstants())
                                .map(Scalars::word)
                                .collect(Collectors.joining(", "))
                        + ", got '"
                        + text
                        + "'");
        return type.getEnumConstants()[0];
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    <T> T oneOf(Map<String, T> choices) {
        var text = text();
        var value = choices.get(text);
        if (value != null) {
            return value;
        }
        refuse("expected one of " + String.join(", ", choices.keySet()) + ", got '" + text + "'");
        return choices.values().iterator().next();
    }

    boolean bool() {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        refuse("expected true or false, got " + node.words());
        return false;
    }

    int integer(int low, int high) {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.INTEGER) {
            try {
                int value = Integer.decode(scalar.text());
                if (value >= low && value <= high) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // said below
            }
        }
        refuse("expected a whole number from " + low + " to " + high + ", got " + node.words());
        return low;
    }

    Duration duration() {
        var text = node instanceof Scalar scalar ? scalar.text() : "";
        var form = DURATION.matcher(text);
        if (form.matches()) {
            var value =
                    UNITS.getOrDefault(form.group(2), Duration.ZERO)
                            .multipliedBy(Integer.parseInt(form.group(1)));
            if (value.compareTo(LONGEST) <= 0) {
                return value;
            }
        }
        refuse("expected a duration of at most 24h, such as 500ms, 6s or 2m, got " + node.words());
        return Duration.ofSeconds(1);
    }

    /// The size of an image, 1 byte to 64 MiB.
    int imageBytes() {
        var form = SIZE.matcher(node instanceof Scalar scalar ? scalar.text() : "");
        if (form.matches()) {
            long bytes =
                    Long.parseLong(form.group(1)) << SIZE_SHIFTS.getOrDefault(form.group(2), 0);
            if (bytes >= 1 && bytes <= FlashSpec.MAX_IMAGE_BYTES) {
                return (int) bytes;
            }
        }
        refuse("expected a size of 1B to 64MiB, such as 640KiB or 4MiB, got " + node.words());
        return FlashSpec.MAX_IMAGE_BYTES;
    }

    /// A time of days, as in how often something happens.
    Duration span() {
        var text = node instanceof Scalar scalar ? scalar.text() : "";
        var form = SPAN.matcher(text);
        if (form.matches()) {
            var value =
                    "d".equals(form.group(2))
                            ? Duration.ofDays(Integer.parseInt(form.group(1)))
                            : UNITS.getOrDefault(form.group(2), Duration.ZERO)
                                    .multipliedBy(Integer.parseInt(form.group(1)));
            if (value.isPositive() && value.compareTo(LONGEST_SPAN) <= 0) {
                return value;
            }
        }
        refuse("expected a time from 1s to 366d, such as 90s, 24h or 7d, got " + node.words());
        return Duration.ofSeconds(1);
    }

    /// A regular expression of Java, with `^` and `$` at lines.
    Pattern pattern() {
        var text = text();
        try {
            var pattern = Pattern.compile(text, Pattern.MULTILINE);
            if (text.isEmpty() || pattern.matcher("").find()) {
                refuse("the pattern matches nothing at all, so it would be found everywhere");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            refuse("expected a regular expression of Java: " + e.getDescription());
            return Pattern.compile(PLACEHOLDER);
        }
    }

    /// A pattern whose group 1 is a value.
    Pattern patternWithGroup() {
        var pattern = pattern();
        if (pattern.matcher("").groupCount() < 1) {
            refuse("expected a pattern with a group around the value, such as 'Version: (\\S+)'");
        }
        return pattern;
    }

    Template template() {
        return of(Template::new, new Template(PLACEHOLDER));
    }

    /// Text that a constructor takes.
    <T> T of(Function<String, T> constructor, T otherwise) {
        try {
            return constructor.apply(text());
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            return otherwise;
        }
    }
}
