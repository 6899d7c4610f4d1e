package org.proofmark.virtuallab.process;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes typed values out of a settings object, and says which key is wrong and what it wants. Not
/// thread-safe.
final class Keys {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private final String place;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    /// @param place stands before each key in messages
    Keys(String place, Map<String, Object> values) {
        this.place = place;
        this.values = values;
    }

    Optional<String> text(String key) {
        return value(key)
                .map(value -> {
                    if (value instanceof String text && !text.isEmpty()) {
                        return text;
                    }
                    throw wrong(key, "a text");
                });
    }

    Optional<Long> number(String key, long min, long max) {
        return value(key)
                .map(value -> {
                    if (value instanceof Integer || value instanceof Long) {
                        long number = ((Number) value).longValue();
                        if (number >= min && number <= max) {
                            return number;
                        }
                    }
                    throw wrong(key, "a whole number from " + min + " to " + max);
                });
    }

    Optional<LocalDate> date(String key) {
        return parsed(key, LocalDate::parse, "a day such as 2026-03-01, in quotes");
    }

    Optional<Instant> instant(String key) {
        return parsed(key, Instant::parse, "an instant such as 1970-01-01T00:00:00Z, in quotes");
    }

    Optional<Duration> duration(String key) {
        return text(key)
                .map(text -> {
                    var matcher = DURATION.matcher(text);
                    if (!matcher.matches()) {
                        throw wrong(key, "a duration such as 500ms, 3s or 2m");
                    }
                    long amount = Long.parseLong(matcher.group(1));
                    return switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        default -> Duration.ofMinutes(amount);
                    };
                });
    }

    List<String> texts(String key) {
        return list(key).stream()
                .map(value -> {
                    if (value instanceof String text && !text.isEmpty()) {
                        return text;
                    }
                    throw wrong(key, "a list of names");
                })
                .toList();
    }

    /// An object, or a text, which stands for an object with that `kind` only.
    Optional<Keys> object(String key) {
        return value(key).map(value -> object(key, place + key + ".", value));
    }

    /// A list of objects, or of texts, each of which stands for an object with that `kind` only.
    List<Keys> objects(String key) {
        var list = list(key);
        return IntStream.range(0, list.size())
                .mapToObj(i -> object(key, place + key + "[" + i + "].", list.get(i)))
                .toList();
    }

    /// Refuses keys that nobody asked for.
    void refuseOthers() {
        for (var key : new TreeSet<>(values.keySet())) {
            if (!asked.contains(key)) {
                throw new IllegalArgumentException(
                        place + key + " is no key here; expected one of " + new TreeSet<>(asked));
            }
        }
    }

    IllegalArgumentException wrong(String key, String expected) {
        var value = values.get(key);
        return new IllegalArgumentException(
                place
                        + key
                        + " wants "
                        + expected
                        + (value == null ? ", and is missing" : ", got '" + value + "'"));
    }

    private Keys object(String key, String inner, Object value) {
        var typed = new LinkedHashMap<String, Object>();
        if (value instanceof String kind) {
            typed.put("kind", kind); // the short form, with all else as by default
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, of) -> typed.put(String.valueOf(name), of));
        } else {
            throw wrong(key, "names or objects");
        }
        return new Keys(inner, typed);
    }

    private List<?> list(String key) {
        return value(key)
                .map(value -> {
                    if (value instanceof List<?> list) {
                        return list;
                    }
                    throw wrong(key, "a list");
                })
                .orElse(List.of());
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parser, String expected) {
        return text(key)
                .map(text -> {
                    try {
                        return parser.apply(text);
                    } catch (DateTimeException e) {
                        throw wrong(key, expected);
                    }
                });
    }

    private Optional<Object> value(String key) {
        asked.add(key);
        @Nullable Object value = values.get(key);
        return Optional.ofNullable(value);
    }
}
