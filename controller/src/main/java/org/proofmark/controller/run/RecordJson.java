package org.proofmark.controller.run;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.RunRecord;
import tools.jackson.databind.json.JsonMapper;

/// Records as lines of JSON, for evidence folders: docs/evidence.md. No secret's value is in a
/// record.
final class RecordJson {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addMixIn(RunRecord.What.class, ByName.class)
                    .addMixIn(Observation.class, ByName.class)
                    .build();

    private RecordJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface ByName {}

    /// The same record gives the same line.
    static String line(RunRecord record) {
        var line = JSON.createObjectNode();
        line.put("run", record.attempt().run().value());
        line.put("attempt", record.attempt().number());
        line.put("sequence", record.sequence());
        line.put("createTime", record.createTime().toString());
        line.put("monotonicNanos", record.monotonicNanos());
        line.set("what", JSON.valueToTree(record.what()));
        return JSON.writeValueAsString(line);
    }
}
