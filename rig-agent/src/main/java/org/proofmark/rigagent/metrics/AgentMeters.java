package org.proofmark.rigagent.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.proofmark.meters.Meter;
import org.proofmark.meters.ProcessMeters;

/// The meters of an agent, as docs/metrics.md lists them. Every series has the label `rig`.
public final class AgentMeters {
    /// From a relay's settle time to a device that boots for a minute and a half.
    private static final List<Duration> BUCKETS =
            Stream.of(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 45_000, 90_000)
                    .map(Duration::ofMillis)
                    .toList();

    static final Meter SLOT_STATE =
            Meter.gauge(
                    "proofmark_agent_slot_state",
                    "1 for the state that a slot is in, 0 for the others: free, reserved (between two"
                            + " attempts of a campaign), busy, quarantined (its power could not be cut"
                            + " with proof), out-of-service (disk full).",
                    "slot",
                    "state");
    static final Meter OPERATION =
            Meter.histogram(
                    "proofmark_agent_operation_seconds",
                    "How long operations took: power-on, power-off (with its proof), button-press,"
                            + " button-release, console-write; boot: from a power-on to what the suite"
                            + " recorded next; login: from the record before it to that of its outcome."
                            + " Outcome is done, fault, or the login's: accepted, refused, locked,"
                            + " unreadable, unreachable.",
                    BUCKETS,
                    "operation",
                    "outcome");
    static final Meter ATTEMPTS =
            Meter.counter(
                    "proofmark_agent_attempts_total",
                    "Attempts that have ended at this rig, by end: completed or faulted.",
                    "end");
    static final Meter REFUSED_ORDERS =
            Meter.counter(
                    "proofmark_agent_refused_orders_total",
                    "Orders that this rig did not take; its log says why.");
    static final Meter SPOOL_RECORDS =
            Meter.gauge(
                    "proofmark_agent_spool_records",
                    "Records that wait until the controller has acknowledged them.");
    static final Meter SPOOL_BYTES =
            Meter.gauge(
                    "proofmark_agent_spool_bytes",
                    "What waiting records, their evidence and the captures of running attempts take on"
                            + " disk.");
    static final Meter LINK_UP =
            Meter.gauge(
                    "proofmark_agent_link_up",
                    "1 while the controller is there, 0 while it is not.");
    static final Meter LINK_WELCOMES =
            Meter.counter(
                    "proofmark_agent_link_welcomes_total",
                    "How often the controller has welcomed this rig: all but the first are"
                            + " reconnections.");
    static final Meter LINK_FAILURES =
            Meter.counter(
                    "proofmark_agent_link_failures_total",
                    "How often the stream to the controller ended or could not be opened.");
    static final Meter CONSOLE_BYTES =
            Meter.counter(
                    "proofmark_agent_console_bytes_total",
                    "Bytes read from a slot's console, whether an attempt ran or not.",
                    "slot");
    static final Meter CONSOLE_GAPS =
            Meter.counter(
                    "proofmark_agent_console_gaps_total",
                    "Gaps in a slot's console: hang-ups, and reads before which the line counted lost"
                            + " bytes.",
                    "slot");
    static final Meter CONSOLE_LOST =
            Meter.counter(
                    "proofmark_agent_console_lost_bytes_total",
                    "Bytes that a slot's console line has counted as lost; a hang-up counts none.",
                    "slot");
    static final Meter EVIDENCE =
            Meter.counter(
                    "proofmark_agent_evidence_total",
                    "Pieces of evidence that attempts have stored here.");
    static final Meter EVIDENCE_BYTES =
            Meter.counter(
                    "proofmark_agent_evidence_bytes_total",
                    "Bytes of the evidence that attempts have stored here.");

    /// Every meter of an agent.
    public static final List<Meter> ALL =
            Stream.concat(
                            ProcessMeters.ALL.stream(),
                            Stream.of(
                                    SLOT_STATE,
                                    OPERATION,
                                    ATTEMPTS,
                                    REFUSED_ORDERS,
                                    SPOOL_RECORDS,
                                    SPOOL_BYTES,
                                    LINK_UP,
                                    LINK_WELCOMES,
                                    LINK_FAILURES,
                                    CONSOLE_BYTES,
                                    CONSOLE_GAPS,
                                    CONSOLE_LOST,
                                    EVIDENCE,
                                    EVIDENCE_BYTES))
                    .toList();

    private AgentMeters() {}
}
