package org.proofmark.deviceprofiles;

import java.util.stream.Collectors;
import org.proofmark.domain.profile.Template;

/// Writes YAML values as JSON text; checks that the strings are templates.
final class JsonText {
    private final Problems problems;

    JsonText(Problems problems) {
        this.problems = problems;
    }

    String write(YamlNode node, String path) {
        return switch (node) {
            case YamlNode.Mapping m ->
                    m.entries().entrySet().stream()
                            .map(e ->
                                    quoted(e.getKey())
                                            + ":"
                                            + write(e.getValue().value(), path + "." + e.getKey()))
                            .collect(Collectors.joining(",", "{", "}"));
            case YamlNode.Sequence s ->
                    s.items().stream()
                            .map(i -> write(i, path + "[]"))
                            .collect(Collectors.joining(",", "[", "]"));
            case YamlNode.Scalar s -> scalar(s, path);
        };
    }

    private String scalar(YamlNode.Scalar s, String path) {
        return switch (s.kind()) {
            case TEXT -> quoted(new Scalars(problems, s, path).template());
            case INTEGER, NUMBER -> number(s, path);
            case BOOLEAN -> Boolean.toString(s.text().equalsIgnoreCase("true"));
            case EMPTY -> "null";
        };
    }

    private String number(YamlNode.Scalar s, String path) {
        if (s.text().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            return s.text();
        }
        problems.add(s.place(), path, "expected a number as JSON writes it, got " + s.text());
        return "0";
    }

    private static String quoted(Template template) {
        return quoted(template.text());
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
