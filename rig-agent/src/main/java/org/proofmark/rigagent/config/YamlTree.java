package org.proofmark.rigagent.config;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A YAML document as JSON, with the line of every value.
///
/// @param lines by JSON pointer, from 1; the line of the key where there is one
record YamlTree(JsonNode root, Map<String, Integer> lines) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    YamlTree {
        lines = Map.copyOf(lines);
    }

    /// @throws ConfigRefused where the text is no YAML document, or names a key twice
    static YamlTree parse(String file, String text) {
        try {
            var node =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
            if (node.isEmpty()) {
                throw new ConfigRefused(file, 0, "", "the file is empty; expected a mapping");
            }
            var lines = new HashMap<String, Integer>();
            var reader = new Reader(file, lines);
            return new YamlTree(reader.read(node.get(), ""), lines);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
            throw new ConfigRefused(file, line, "", "no valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigRefused(file, 0, "", "no valid YAML: " + e.getMessage());
        }
    }

    /// The line of what stands at the pointer, or of the nearest thing above it.
    int line(String pointer) {
        for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty()) {
                return 0;
            }
        }
    }

    /// `/slots/0/wiring/1/kind` as people write it: `slots[0].wiring[1].kind`.
    static String key(String pointer) {
        var key = new StringBuilder();
        for (var part : pointer.split("/")) {
            if (part.matches("[0-9]+")) {
                key.append('[').append(part).append(']');
            } else if (!part.isEmpty()) {
                key.append(key.isEmpty() ? "" : ".")
                        .append(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        return key.toString();
    }

    private record Reader(String file, Map<String, Integer> lines) {
        private JsonNode read(Node node, String pointer) {
            lines.putIfAbsent(pointer, line(node));
            return switch (node) {
                case MappingNode mapping -> mapping(mapping, pointer);
                case SequenceNode sequence -> sequence(sequence, pointer);
                case ScalarNode scalar -> scalar(scalar);
                default -> throw new ConfigRefused(file, line(node), key(pointer), "no value");
            };
        }

        private JsonNode mapping(MappingNode mapping, String pointer) {
            var object = JSON.objectNode();
            for (var entry : mapping.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    throw new ConfigRefused(
                            file,
                            line(entry.getKeyNode()),
                            key(pointer),
                            "a key wants to be a word");
                }
                var name = key.getValue();
                var below = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                if (object.has(name)) {
                    throw new ConfigRefused(
                            file,
                            line(key),
                            key(below),
                            "stands here a second time; the first is on line " + lines.get(below));
                }
                lines.put(below, line(key));
                object.set(name, read(entry.getValueNode(), below));
            }
            return object;
        }

        private JsonNode sequence(SequenceNode sequence, String pointer) {
            var array = JSON.arrayNode();
            for (var element : sequence.getValue()) {
                array.add(read(element, pointer + "/" + array.size()));
            }
            return array;
        }

        private static JsonNode scalar(ScalarNode scalar) {
            var text = scalar.getValue();
            if (scalar.getTag().equals(Tag.INT)) {
                try {
                    return number(new BigInteger(text));
                } catch (NumberFormatException e) {
                    return JSON.stringNode(text);
                }
            }
            if (scalar.getTag().equals(Tag.BOOL)) {
                return JSON.booleanNode(Boolean.parseBoolean(text));
            }
            if (scalar.getTag().equals(Tag.FLOAT)) {
                try {
                    return JSON.numberNode(Double.parseDouble(text));
                } catch (NumberFormatException e) {
                    return JSON.stringNode(text);
                }
            }
            return scalar.getTag().equals(Tag.NULL) ? JSON.nullNode() : JSON.stringNode(text);
        }

        private static JsonNode number(BigInteger value) {
            // the narrowest type, as every reader of settings expects it
            if (value.bitLength() < Integer.SIZE) {
                return JSON.numberNode(value.intValue());
            }
            return value.bitLength() < Long.SIZE
                    ? JSON.numberNode(value.longValue())
                    : JSON.numberNode(value);
        }

        private static int line(Node node) {
            return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        }
    }
}
