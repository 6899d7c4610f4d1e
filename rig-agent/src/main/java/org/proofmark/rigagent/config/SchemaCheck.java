package org.proofmark.rigagent.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks a part of a tree by a JSON Schema and says the first thing that does not fit, with its
/// line.
record SchemaCheck(String source, YamlTree tree) {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The schema of the rig's file, without the settings of its wiring kinds.
    static String rigSchema() {
        try (var in = SchemaCheck.class.getResourceAsStream("rig.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("rig.schema.json is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param above pointer of the node in the tree
    void check(String schemaText, JsonNode node, String above) {
        var schema = REGISTRY.getSchema(schemaText, InputFormat.JSON);
        var first =
                schema.validate(node).stream()
                        .min(
                                // a key that is missing is often one that is misspelt below
                                Comparator.comparing((Error e) -> "required".equals(e.getKeyword()))
                                        .thenComparingInt(e -> tree.line(pointer(e, above))));
        if (first.isPresent()) {
            var error = first.get();
            var pointer = pointer(error, above);
            throw new ConfigRefused(
                    source,
                    tree.line(pointer),
                    YamlTree.key(pointer),
                    problem(error, JSON.readTree(schemaText)));
        }
    }

    private static String pointer(Error error, String above) {
        var pointer = new StringBuilder(above);
        var location = error.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            pointer.append('/').append(location.getElement(i));
        }
        if ("additionalProperties".equals(error.getKeyword()) && error.getProperty() != null) {
            pointer.append('/').append(error.getProperty());
        }
        return pointer.toString();
    }

    private static String problem(Error error, JsonNode schema) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "unknown key; expected one of " + known(error, schema);
            case "required" -> "the key '" + error.getProperty() + "' is missing";
            default -> error.getMessage() + described(error, schema);
        };
    }

    /// What the schema says of the value, for people.
    private static String described(Error error, JsonNode schema) {
        var text = owner(error, schema).path("description").asString("");
        return text.isEmpty() ? "" : "; expected: " + text;
    }

    private static TreeSet<String> known(Error error, JsonNode schema) {
        var names = new TreeSet<String>();
        owner(error, schema).path("properties").propertyNames().forEach(names::add);
        return names;
    }

    /// The object of the schema in which the keyword stands that was broken.
    private static JsonNode owner(Error error, JsonNode schema) {
        var at = schema;
        var path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            at =
                    path.getElement(i) instanceof Integer index
                            ? at.path(index)
                            : at.path(String.valueOf(path.getElement(i)));
        }
        return at;
    }
}
