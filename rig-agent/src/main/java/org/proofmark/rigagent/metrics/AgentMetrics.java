package org.proofmark.rigagent.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotName;
import org.proofmark.meters.Durations;
import org.proofmark.meters.Meter;
import org.proofmark.meters.Meters;
import org.proofmark.meters.ProcessMeters;
import org.proofmark.meters.Row;
import org.proofmark.meters.Scrape;
import org.proofmark.meters.Tally;
import org.proofmark.rigagent.journal.Spool;
import org.proofmark.rigagent.link.Identity;
import org.proofmark.rigagent.link.Link;
import org.proofmark.rigagent.run.AttemptListener;
import org.proofmark.rigagent.run.Attempts;
import org.proofmark.rigagent.slot.ConsoleTotals;
import org.proofmark.rigagent.slot.Operation;
import org.proofmark.rigagent.slot.SlotState;

/// Counts what an agent does. Thread-safe.
public final class AgentMetrics implements AttemptListener, AutoCloseable {
    private record Timed(Operation operation, String outcome) {}

    private final Meters meters;
    private final Map<Timed, Durations> operations = new ConcurrentHashMap<>();
    private final Tally completed;
    private final Tally faulted;
    private final Tally refused;
    private final Tally evidence;
    private final Tally evidenceBytes;

    /// @param version of the agent
    /// @param state folder whose disk is watched
    public AgentMetrics(String version, Path state, Identity identity) {
        meters = ProcessMeters.open(version, state, List.of("rig", identity.rig().value()));
        ProcessMeters.certificate(meters, "rig", identity.chain().getFirst());
        ProcessMeters.certificate(meters, "ca", identity.authority());
        completed = meters.counter(AgentMeters.ATTEMPTS, "completed");
        faulted = meters.counter(AgentMeters.ATTEMPTS, "faulted");
        refused = meters.counter(AgentMeters.REFUSED_ORDERS);
        evidence = meters.counter(AgentMeters.EVIDENCE);
        evidenceBytes = meters.counter(AgentMeters.EVIDENCE_BYTES);
        for (var operation : Operation.values()) {
            if (operation != Operation.LOGIN) {
                operations(operation, DONE);
                operations(operation, FAULT);
            }
        }
    }

    /// Watches the parts of an agent, which are read at each scrape.
    public void watch(Attempts attempts, Spool spool, Link link) {
        meters.rows(AgentMeters.SLOT_STATE, () -> states(attempts.states()));
        meters.reads(AgentMeters.SPOOL_RECORDS, spool::waitingRecords);
        meters.reads(AgentMeters.SPOOL_BYTES, spool::waitingBytes);
        meters.reads(AgentMeters.LINK_UP, () -> link.up() ? 1 : 0);
        meters.counts(AgentMeters.LINK_WELCOMES, link::welcomes);
        meters.counts(AgentMeters.LINK_FAILURES, link::failures);
        for (var slot : attempts.consoles().keySet()) {
            console(AgentMeters.CONSOLE_BYTES, attempts, slot, ConsoleTotals::bytes);
            console(AgentMeters.CONSOLE_GAPS, attempts, slot, ConsoleTotals::gaps);
            console(AgentMeters.CONSOLE_LOST, attempts, slot, ConsoleTotals::lostBytes);
        }
        attempts.listen(this);
    }

    private void console(
            Meter meter, Attempts attempts, SlotName slot, ToDoubleFunction<ConsoleTotals> part) {
        meters.counts(
                meter,
                () -> part.applyAsDouble(Objects.requireNonNull(attempts.consoles().get(slot))),
                slot.value());
    }

    private static List<Row> states(Map<SlotName, SlotState> slots) {
        var rows = new ArrayList<Row>();
        slots.forEach((slot, is) -> {
            for (var state : SlotState.values()) {
                rows.add(Row.of(state == is ? 1 : 0, slot.value(), word(state)));
            }
        });
        return rows;
    }

    /// Everything as it is now.
    public Scrape scrape(String accept) {
        return meters.scrape(accept);
    }

    @Override
    public void done(SlotName slot, Operation operation, Duration took, String outcome) {
        operations(operation, outcome).record(took);
    }

    private Durations operations(Operation operation, String outcome) {
        return operations.computeIfAbsent(
                new Timed(operation, outcome),
                key ->
                        meters.histogram(
                                AgentMeters.OPERATION, word(key.operation()), key.outcome()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void refused() {
        refused.one();
    }

    @Override
    public void ended(Optional<Fault> fault) {
        (fault.isPresent() ? faulted : completed).one();
    }

    @Override
    public void evidence(long bytes) {
        evidence.one();
        evidenceBytes.add(bytes);
    }

    @Override
    public void close() {
        meters.close();
    }
}
