package org.proofmark.deviceprofiles;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.proofmark.deviceprofiles.YamlNode.Kind;
import org.proofmark.deviceprofiles.YamlNode.Place;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads YAML 1.2 into [YamlNode]s.
final class YamlTree {
    /// Far above any profile that a person writes; guards against aliases that multiply.
    private static final int MAX_NODES = 50_000;

    /// The same against nesting.
    private static final int MAX_DEPTH = 60;

    private final Problems problems;
    private int nodes;

    private YamlTree(Problems problems) {
        this.problems = problems;
    }

    /// The document, or empty where it could not be read: then a problem was noted.
    static Optional<YamlNode> read(byte[] yaml, Problems problems) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
            return new YamlTree(problems).compose(text);
        } catch (CharacterCodingException _) {
            problems.add(new Place(1, 1), "", "the file is not UTF-8");
            return Optional.empty();
        }
    }

    private Optional<YamlNode> compose(String text) {
        try {
            var settings =
                    LoadSettings.builder()
                            .setUseMarks(true)
                            .setMaxAliasesForCollections(100)
                            .build();
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(new Place(1, 1), "", "the file is empty, expected a map");
                return Optional.empty();
            }
            return Optional.of(node(root.get(), 0));
        } catch (MarkedYamlEngineException e) {
            var place = e.getProblemMark().map(YamlTree::place).orElse(new Place(1, 1));
            problems.add(place, "", "no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(
                    new Place(1, 1), "", "no YAML: " + firstLine(String.valueOf(e.getMessage())));
        } catch (TooLarge _) {
            problems.add(
                    new Place(1, 1),
                    "",
                    "more than " + MAX_NODES + " values or " + MAX_DEPTH + " levels of nesting");
        } catch (IndexOutOfBoundsException | IllegalArgumentException | StackOverflowError e) {
            // what the library lets through on some broken input
            problems.add(new Place(1, 1), "", "no YAML: " + firstLine(String.valueOf(e)));
        }
        return Optional.empty();
    }

    private YamlNode node(Node node, int depth) {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooLarge();
        }
        var place = node.getStartMark().map(YamlTree::place).orElse(new Place(1, 1));
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, place, depth);
            case SequenceNode sequence -> {
                var items = new ArrayList<YamlNode>();
                for (var item : sequence.getValue()) {
                    items.add(node(item, depth + 1));
                }
                yield new YamlNode.Sequence(place, items);
            }
            case ScalarNode scalar -> new YamlNode.Scalar(place, scalar.getValue(), kind(scalar));
            default -> new YamlNode.Scalar(place, "", Kind.EMPTY);
        };
    }

    private YamlNode mapping(MappingNode mapping, Place place, int depth) {
        var entries = new LinkedHashMap<String, YamlNode.Entry>();
        for (NodeTuple tuple : mapping.getValue()) {
            var at = tuple.getKeyNode().getStartMark().map(YamlTree::place).orElse(place);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at, "", "a key wants to be text");
                continue;
            }
            var value = node(tuple.getValueNode(), depth + 1);
            if (entries.putIfAbsent(key.getValue(), new YamlNode.Entry(at, value)) != null) {
                problems.add(at, key.getValue(), "stands here a second time");
            }
        }
        return new YamlNode.Mapping(place, entries);
    }

    private static Kind kind(ScalarNode scalar) {
        var tag = scalar.getTag();
        if (tag.equals(Tag.INT)) {
            return Kind.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        } else if (tag.equals(Tag.BOOL)) {
            return Kind.BOOLEAN;
        } else if (tag.equals(Tag.NULL)) {
            return Kind.EMPTY;
        }
        return Kind.TEXT;
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String firstLine(String text) {
        var end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
