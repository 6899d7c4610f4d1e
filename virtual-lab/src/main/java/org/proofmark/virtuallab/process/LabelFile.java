package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.LabelSource;
import org.proofmark.domain.run.Fault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the label that the device wrote.
record LabelFile(Path file) implements LabelSource {
    /// A label is a sticker.
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    @Override
    public Map<String, String> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable("it is larger than " + MAX_BYTES + " bytes", null);
            }
            return strings(JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException | JacksonException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, String> strings(JsonNode label) {
        if (!label.isObject()) {
            throw unreadable("it is no JSON object", null);
        }
        var keys = new LinkedHashMap<String, String>();
        for (var property : label.properties()) {
            if (!property.getValue().isString()) {
                throw unreadable("the value of '" + property.getKey() + "' is no string", null);
            }
            keys.put(property.getKey(), property.getValue().stringValue());
        }
        return Map.copyOf(keys);
    }

    private BenchFault unreadable(String why, @Nullable Throwable cause) {
        var fault =
                Fault.of(
                        "label-unreadable",
                        "the device's label "
                                + file
                                + " is no flat JSON object of strings: "
                                + why
                                + "; the device writes it to DUT_LABEL aside and renames it",
                        "read the label");
        return cause == null
                ? new BenchFault.Hardware(fault)
                : new BenchFault.Hardware(fault, cause);
    }
}
