package org.proofmark.controller.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.SecretAnalysis;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How values lie in columns.
final class Stored {
    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(PageEvidence.PageAnswer.class, ByName.class).build();

    private Stored() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "answer")
    private interface ByName {}

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Optional<Instant> maybe(long micros) {
        return micros == 0 ? Optional.empty() : Optional.of(instant(micros));
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static Optional<Fault> fault(String json) {
        return json.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(json, Fault.class));
    }

    static Optional<SecretAnalysis> analysis(String json) {
        return json.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readValue(json, SecretAnalysis.class));
    }

    static String pages(List<PageEvidence> pages) {
        return JSON.writerFor(new TypeReference<List<PageEvidence>>() {}).writeValueAsString(pages);
    }

    static Optional<List<PageEvidence>> pages(String json) {
        return json.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readValue(json, new TypeReference<List<PageEvidence>>() {}));
    }

    static List<SlotInfo> slots(String json) {
        return JSON.readValue(json, new TypeReference<List<SlotInfo>>() {});
    }
}
