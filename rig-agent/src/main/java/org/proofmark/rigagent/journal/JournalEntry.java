package org.proofmark.rigagent.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of the journal.
///
/// @param monotonicNanos the agent's monotonic clock, comparable within one life of the agent
/// @param slot empty where the entry is about the whole agent
/// @param attempt for whom it was done; empty where the agent did it by itself
/// @param detail further facts; never a secret
public record JournalEntry(
        Instant time,
        long monotonicNanos,
        Kind kind,
        Optional<SlotName> slot,
        Optional<Attempt> attempt,
        Map<String, String> detail) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What happened, or was about to happen.
    public enum Kind {
        AGENT_STARTED,
        ATTEMPT_OPENED,
        SUITE_STARTED,
        ATTEMPT_ENDED,
        /// An operator's lease of the slot began: until it ended, what is done there is done for
        /// the operator.
        HAND_LEASE_TAKEN,
        /// An operator's order is about to be carried out.
        HAND_ORDER,
        /// Written before the slot is put into its safe state.
        HAND_LEASE_ENDED,
        /// About to be done: written before it is done.
        POWER_ON,
        POWER_OFF,
        BUTTON_PRESS,
        BUTTON_RELEASE,
        CONSOLE_WRITE,
        /// With the digest of the image; the switches that it takes stand behind it.
        FLASH,
        /// What came of the entry before it in this slot: `outcome` is `done` or a fault's code.
        EFFECT
    }

    public JournalEntry {
        detail = Map.copyOf(detail);
    }

    /// As a JSON object on one line.
    public String toJson() {
        var node = JSON.createObjectNode();
        node.put("time", time.toString());
        node.put("monotonicNanos", monotonicNanos);
        node.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        slot.ifPresent(s -> node.put("slot", s.value()));
        attempt.ifPresent(a -> {
            node.put("run", a.run().value());
            node.put("attempt", a.number());
        });
        new TreeMap<>(detail).forEach(node::put);
        return node.toString();
    }

    /// Reads what [#toJson] wrote; empty where it is no such line.
    static Optional<JournalEntry> parse(String text) {
        try {
            return Optional.of(read(JSON.readTree(text)));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JournalEntry read(JsonNode node) {
        var detail = new TreeMap<String, String>();
        for (var property : node.properties()) {
            switch (property.getKey()) {
                case "time", "monotonicNanos", "kind", "slot", "run", "attempt" -> {}
                default -> detail.put(property.getKey(), property.getValue().asString());
            }
        }
        var run = node.path("run");
        var slot = node.path("slot");
        return new JournalEntry(
                Instant.parse(node.path("time").asString()),
                node.path("monotonicNanos").asLong(),
                Kind.valueOf(
                        node.path("kind")
                                .asString()
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace('-', '_')),
                slot.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new SlotName(slot.asString())),
                run.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(
                                new Attempt(
                                        new RunId(run.asString()), node.path("attempt").asInt())),
                detail);
    }
}
