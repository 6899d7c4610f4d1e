package org.proofmark.benchremote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.bench.RunContext.KnownSecret;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.run.UnitId;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The secrets that an order brings: `{"own": […], "others": […]}` with members `unit`,
/// `credential`, `username`, `secretId`, `value`. Other members are passed over.
record RunInputs(List<KnownSecret> own, List<KnownSecret> others) {

    /// @throws IllegalArgumentException where it is no such JSON; its message shows no value
    static RunInputs parse(String json) {
        if (json.isBlank()) {
            return new RunInputs(List.of(), List.of());
        }
        var lists = new HashMap<String, List<KnownSecret>>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("run inputs want a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    lists.put(name, secrets(parser));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (tools.jackson.core.JacksonException e) {
            throw new IllegalArgumentException(
                    "run inputs are no JSON at " + e.getLocation().offsetDescription(), null);
        }
        return new RunInputs(
                lists.getOrDefault("own", List.of()), lists.getOrDefault("others", List.of()));
    }

    private static List<KnownSecret> secrets(JsonParser parser) {
        var secrets = new ArrayList<KnownSecret>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            var members = new HashMap<String, String>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                if (parser.nextToken().isStructStart()) {
                    parser.skipChildren();
                } else {
                    members.put(name, parser.getString());
                }
            }
            secrets.add(secret(members));
        }
        return secrets;
    }

    private static KnownSecret secret(Map<String, String> members) {
        return new KnownSecret(
                new UnitId(member(members, "unit")),
                member(members, "credential"),
                member(members, "username"),
                new Secret(member(members, "secretId")),
                member(members, "value"));
    }

    private static String member(Map<String, String> members, String name) {
        var value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a secret of the run inputs wants '" + name + "'");
        }
        return value;
    }
}
