package org.proofmark.deviceprofiles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.proofmark.deviceprofiles.YamlNode.Mapping;
import org.proofmark.deviceprofiles.YamlNode.Place;
import org.proofmark.domain.profile.Template;

/// Reads the keys of one map. A value that does not fit is noted as a problem and replaced by a
/// harmless one, so that one reading finds all problems; what was read is used only where none was.
final class Fields {
    private final Problems problems;
    private final Mapping map;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(Problems problems, Mapping map, String path) {
        this.problems = problems;
        this.map = map;
        this.path = path;
    }

    static Fields of(Problems problems, YamlNode node, String path) {
        if (node instanceof Mapping mapping) {
            return new Fields(problems, mapping, path);
        }
        problems.add(node.place(), path, "expected a map, got " + node.words());
        return new Fields(problems, new Mapping(node.place(), Map.of()), path);
    }

    String path() {
        return path;
    }

    Place place() {
        return map.place();
    }

    Problems problems() {
        return problems;
    }

    /// Notes a problem with this map as a whole.
    void refuse(String text) {
        problems.add(map.place(), path, text);
    }

    /// Notes a problem with one key.
    void refuse(String key, String text) {
        var entry = map.entries().get(key);
        problems.add(entry == null ? map.place() : entry.value().place(), path(key), text);
    }

    boolean has(String key) {
        known.add(key);
        return map.entries().containsKey(key);
    }

    Set<String> keys() {
        return map.entries().keySet();
    }

    Optional<YamlNode> node(String key) {
        known.add(key);
        return Optional.ofNullable(map.entries().get(key)).map(YamlNode.Entry::value);
    }

    Optional<Scalars> scalar(String key) {
        return node(key).map(n -> new Scalars(problems, n, path(key)));
    }

    /// A key that must be there.
    Scalars required(String key, String expected) {
        return scalar(key)
                .orElseGet(() -> {
                    problems.add(map.place(), path, "wants the key '" + key + "': " + expected);
                    return Scalars.absent(path(key));
                });
    }

    Optional<String> text(String key) {
        return scalar(key).map(Scalars::text);
    }

    Optional<Template> template(String key) {
        return scalar(key).map(Scalars::template);
    }

    Optional<Pattern> pattern(String key) {
        return scalar(key).map(Scalars::pattern);
    }

    Optional<Duration> duration(String key) {
        return scalar(key).map(Scalars::duration);
    }

    boolean bool(String key, boolean otherwise) {
        return scalar(key).map(Scalars::bool).orElse(otherwise);
    }

    Optional<Fields> map(String key) {
        return node(key).map(n -> of(problems, n, path(key)));
    }

    /// A list, or empty where the key is not there.
    <T> List<T> list(String key, BiFunction<YamlNode, String, T> item) {
        var node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        return items(node.get(), path(key), item);
    }

    <T> List<T> items(YamlNode node, String at, BiFunction<YamlNode, String, T> item) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problems.add(node.place(), at, "expected a list, got " + node.words());
            return List.of();
        }
        var values = new ArrayList<T>();
        for (int i = 0; i < sequence.items().size(); i++) {
            values.add(item.apply(sequence.items().get(i), at + "[" + i + "]"));
        }
        return values;
    }

    /// Every entry of this map, whatever its key.
    <T> Map<String, T> entries(BiFunction<YamlNode, String, T> value) {
        var values = new LinkedHashMap<String, T>();
        map.entries()
                .forEach((key, entry) -> {
                    known.add(key);
                    values.put(key, value.apply(entry.value(), path(key)));
                });
        return values;
    }

    /// One value or a list of them.
    <T> List<T> oneOrMore(String key, BiFunction<YamlNode, String, T> item) {
        var node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof YamlNode.Sequence) {
            var values = items(node.get(), path(key), item);
            if (values.isEmpty()) {
                refuse(key, "the list is empty");
            }
            return values;
        }
        return List.of(item.apply(node.get(), path(key)));
    }

    /// The one key of a set that is there: exactly one must be.
    Optional<String> oneOf(Collection<String> choices) {
        known.addAll(choices);
        var there = choices.stream().filter(map.entries()::containsKey).toList();
        if (there.size() == 1) {
            return Optional.of(there.getFirst());
        }
        refuse(
                "expected exactly one of the keys "
                        + String.join(", ", choices)
                        + ", got "
                        + (there.isEmpty() ? "none" : String.join(", ", there)));
        return Optional.empty();
    }

    /// Says that every key that may be here was asked for; notes the others.
    void end() {
        map.entries()
                .forEach((key, entry) -> {
                    if (!known.contains(key)) {
                        problems.add(
                                entry.place(),
                                path(key),
                                "unknown key, expected one of " + String.join(", ", known));
                    }
                });
    }

    <T> T ended(Function<Fields, T> reading) {
        var value = reading.apply(this);
        end();
        return value;
    }

    /// Where the value at the end of a way of keys stands, or the last one of them that is there.
    Place find(List<String> keys) {
        YamlNode node = map;
        for (var key : keys) {
            if (!(node instanceof Mapping m) || !m.entries().containsKey(key)) {
                break;
            }
            node = Objects.requireNonNull(m.entries().get(key)).value();
        }
        return node.place();
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
