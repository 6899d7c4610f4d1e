package org.proofmark.rigagent.run;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotName;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.proofmark.rigagent.journal.Journal.OpenAttempt;
import org.proofmark.rigagent.journal.Journal.ProcessMark;
import org.proofmark.rigagent.journal.JournalEntry.Kind;
import org.proofmark.rigagent.slot.Slot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an agent does first: ends what its last life left behind, puts every slot into its safe
/// state and closes the attempts that were open, with the cause and all that was captured.
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final AttemptParts parts;
    private final Map<SlotName, Slot> slots;

    Recovery(AttemptParts parts, Map<SlotName, Slot> slots) {
        this.parts = parts;
        this.slots = slots;
    }

    /// @return the attempts that are broken
    Set<Attempt> run() {
        var journal = parts.journal();
        journal.write(Kind.AGENT_STARTED, Optional.empty(), Optional.empty(), Map.of());
        for (var open : journal.leftOpen()) {
            open.suite().ifPresent(Recovery::end);
        }
        safeStates();
        var broken = new HashSet<Attempt>();
        for (var spool : parts.spool().all()) {
            if (!spool.ended()) {
                close(spool);
                broken.add(spool.attempt());
            }
        }
        for (var open : journal.leftOpen()) {
            journal.write(
                    Kind.ATTEMPT_ENDED,
                    Optional.of(open.slot()),
                    Optional.of(open.attempt()),
                    Map.of("completed", "false", "cause", "agent-restarted"));
        }
        return broken;
    }

    private void safeStates() {
        for (var slot : slots.values()) {
            var who =
                    parts.journal().leftOpen().stream()
                            .filter(open -> open.slot().equals(slot.name()))
                            .map(OpenAttempt::attempt)
                            .findFirst();
            slot.safeState(who, "agent starts");
        }
    }

    private static void end(ProcessMark suite) {
        ProcessHandle.of(suite.pid())
                .filter(process ->
                        process.info()
                                .startInstant()
                                .map(Object::toString)
                                .equals(Optional.of(suite.start())))
                .ifPresent(process -> {
                    LOG.warn("suite process {} outlived its agent and is ended", suite.pid());
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
    }

    private void close(AttemptSpool spool) {
        LOG.warn("{} was running when the agent ended: it is broken", spool.attempt());
        var records = new AttemptRecords(spool, parts.ticker(), parts.clock());
        if (!hasFault(spool)) {
            records.fault(
                    Fault.of(
                            "agent-restarted",
                            "the rig-agent ended in mid-run and was started again",
                            "run the attempt"));
        }
        new AttemptEvidence(spool, records, AttemptListener.DEAF).capture(parts.journal());
        records.ended(false);
    }

    private static boolean hasFault(AttemptSpool spool) {
        for (var bytes : spool.unacknowledged()) {
            try {
                if (RunRecord.parseFrom(bytes).hasFault()) {
                    return true;
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(
                        "a record of " + spool.attempt() + " has a good CRC and cannot be read", e);
            }
        }
        return false;
    }
}
