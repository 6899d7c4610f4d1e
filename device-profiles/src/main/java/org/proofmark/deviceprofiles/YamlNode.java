package org.proofmark.deviceprofiles;

import java.util.List;
import java.util.Map;

/// A YAML document as values that know where they stand.
sealed interface YamlNode {
    Place place();

    /// A position in the file, both from 1.
    record Place(int line, int column) {}

    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {}

    record Entry(Place place, YamlNode value) {}

    record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

    record Scalar(Place place, String text, Kind kind) implements YamlNode {}

    /// What a scalar is by YAML's core schema.
    enum Kind {
        TEXT("text"),
        INTEGER("a whole number"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        EMPTY("nothing");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /// What it is, for people.
    default String words() {
        return switch (this) {
            case Mapping _ -> "a map";
            case Sequence _ -> "a list";
            case Scalar s ->
                    s.kind() == Kind.EMPTY ? "nothing" : s.kind().words + " (" + s.text() + ")";
        };
    }
}
