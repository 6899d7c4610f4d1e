package org.proofmark.rigagent.run;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.seal.BrokenSealException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the controller hands to a run, sealed for this rig: in memory only, never on the disk and
/// never in a log.
final class RunInputs {
    private static final String NONE = "{\"label\":null,\"own\":[],\"others\":[]}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String json;
    private final JsonNode tree;

    private RunInputs(String json, JsonNode tree) {
        this.json = json;
        this.tree = tree;
    }

    /// @throws BenchFault `inputs-unreadable` where they are not for this rig or no JSON
    static RunInputs of(RunOrder order, Sealing sealing) {
        if (order.getSealedInputs().isEmpty()) {
            return parse(NONE);
        }
        try {
            return parse(
                    new String(
                            sealing.open(order.getSealedInputs().toByteArray()),
                            StandardCharsets.UTF_8));
        } catch (BrokenSealException e) {
            throw unreadable("the run's inputs cannot be opened with this rig's key");
        }
    }

    private static RunInputs parse(String json) {
        try {
            return new RunInputs(json, JSON.readTree(json));
        } catch (JacksonException e) {
            // the parser's message quotes what it read, which may be a secret
            throw unreadable("the run's inputs are no JSON");
        }
    }

    private static BenchFault unreadable(String what) {
        return new BenchFault.Hardware(Fault.of("inputs-unreadable", what, "open inputs"));
    }

    String json() {
        return json;
    }

    /// What the campaign says is printed on the unit; empty where it says nothing.
    Optional<Map<String, String>> label() {
        var label = tree.path("label");
        if (!label.isObject()) {
            return Optional.empty();
        }
        var map = new HashMap<String, String>();
        label.properties().forEach(p -> map.put(p.getKey(), p.getValue().asString("")));
        return Optional.of(map);
    }

    /// Tells what in it is secret.
    void tell(org.proofmark.domain.observation.SecretMask mask) {
        label().ifPresent(label -> KnownSecrets.learn(mask, label));
        for (var list : java.util.List.of("own", "others")) {
            tree.path(list).forEach(known -> mask.learn(known.path("value").asString("")));
        }
    }

    /// Says nothing of its content.
    @Override
    public String toString() {
        return "RunInputs";
    }
}
