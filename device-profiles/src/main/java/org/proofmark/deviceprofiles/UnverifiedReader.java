package org.proofmark.deviceprofiles;

import java.util.List;

/// Reads `unverified`: what nobody has seen on such a device.
final class UnverifiedReader {
    /// Each is a finding in reports.
    private static final int MAX_FACTS = 50;

    private static final int MAX_WHY = 500;

    private final Problems problems;

    UnverifiedReader(Problems problems) {
        this.problems = problems;
    }

    /// Keys and why, for people; one of the whole profile for `true`.
    List<String> read(Fields root) {
        var node = root.node("unverified");
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof YamlNode.Mapping)) {
            return root.bool("unverified", false)
                    ? List.of("the whole profile: written from documents")
                    : List.of();
        }
        var facts = root.map("unverified").orElseThrow();
        var read = facts.entries(this::why);
        if (read.size() > MAX_FACTS) {
            facts.refuse("expected " + MAX_FACTS + " facts at the most, got " + read.size());
        }
        read.keySet().stream()
                .filter(key -> !isThere(root, key))
                .forEach(key ->
                        facts.refuse(
                                key,
                                "no such key in this profile; expected keys with dots between"
                                        + " them, such as boot.marks or interfaces.web"));
        return read.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
    }

    private String why(YamlNode node, String path) {
        var scalar = new Scalars(problems, node, path);
        var text = scalar.words();
        if (text.length() > MAX_WHY || text.chars().anyMatch(Character::isISOControl)) {
            scalar.refuse("expected one line of at most " + MAX_WHY + " characters");
        }
        return text;
    }

    private static boolean isThere(Fields root, String key) {
        var parts = key.split("\\.", -1);
        var node = root.node(parts[0]).orElse(null);
        for (int k = 1; k < parts.length && node != null; k++) {
            var entry = node instanceof YamlNode.Mapping map ? map.entries().get(parts[k]) : null;
            node = entry == null ? null : entry.value();
        }
        return node != null;
    }
}
