package org.proofmark.controller.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.proofmark.meters.Meter;
import org.proofmark.meters.ProcessMeters;

/// The meters of a controller, as docs/metrics.md lists them.
public final class ControllerMeters {
    /// From a scheduler that answers at once to a rig that is away over a weekend.
    private static final List<Duration> WAITS =
            Stream.of(1, 5, 15, 60, 300, 900, 3_600, 14_400, 43_200, 172_800)
                    .map(Duration::ofSeconds)
                    .toList();

    static final Meter RIGS =
            Meter.gauge(
                    "proofmark_rigs",
                    "Enrolled rigs by state: connected, suspect (silent for 3 s, or its stream is gone),"
                            + " lost (silent for 5 s), never-seen.",
                    "state");
    static final Meter RIG_STATE =
            Meter.gauge(
                    "proofmark_rig_state",
                    "1 for the state that a rig is in, 0 for the others; states as for proofmark_rigs.",
                    "rig",
                    "state");
    static final Meter RIG_SILENCE =
            Meter.gauge(
                    "proofmark_rig_silence_seconds",
                    "How long ago a rig was last heard of; no series for one that never was.",
                    "rig");
    static final Meter RIG_SPOOLED =
            Meter.gauge(
                    "proofmark_rig_spooled_records",
                    "Records that wait in a rig's spool, as its last heartbeat said.",
                    "rig");
    static final Meter RIG_CERTIFICATE_END =
            Meter.gauge(
                    "proofmark_rig_certificate_end_timestamp_seconds",
                    "When a rig's certificate ends, as Unix time; enrolling again renews it.",
                    "rig");
    static final Meter SLOTS =
            Meter.gauge(
                    "proofmark_slots",
                    "Slots of a rig by state: busy (an attempt lives), reserved (a campaign has it and"
                            + " nothing runs in it now), quarantined, out-of-service (its rig says why),"
                            + " unreachable (its rig is away), free.",
                    "rig",
                    "state");
    static final Meter CAMPAIGNS =
            Meter.gauge(
                    "proofmark_campaigns",
                    "Campaigns under way by state: waiting (for their slots), collecting, crossing,"
                            + " cancelled (and still holding a slot).",
                    "state");
    static final Meter RUNS =
            Meter.gauge(
                    "proofmark_runs",
                    "Runs of campaigns under way by state: waiting, active, completed, faulted,"
                            + " cancelled.",
                    "state");
    static final Meter WAITING =
            Meter.gauge(
                    "proofmark_waiting",
                    "What waits now, by subject (campaign or run) and reason.",
                    "subject",
                    "reason");
    static final Meter WAIT =
            Meter.histogram(
                    "proofmark_wait_seconds",
                    "How long waits that have ended took, by subject (campaign or run) and reason; where"
                            + " the reason changes, another wait begins.",
                    WAITS,
                    "subject",
                    "reason");
    static final Meter CAMPAIGN_ENDS =
            Meter.counter(
                    "proofmark_campaign_ends_total",
                    "Campaigns that have ended, by end: ended or cancelled.",
                    "end");
    static final Meter RUN_ENDS =
            Meter.counter(
                    "proofmark_run_ends_total",
                    "Runs that have ended, by end: completed, faulted (given up), cancelled.",
                    "end");
    static final Meter LAST_RUN_END =
            Meter.gauge(
                    "proofmark_last_run_end_timestamp_seconds",
                    "When the latest run was completed or given up, as Unix time; after a start, when"
                            + " the latest campaign ended; 0 where none ever did.");
    static final Meter ATTEMPT_ENDS =
            Meter.counter(
                    "proofmark_attempt_ends_total",
                    "Attempts that have ended, by end: completed, faulted, refused (the rig did not take"
                            + " the order), fenced, cancelled.",
                    "end");
    static final Meter FAULTS =
            Meter.counter(
                    "proofmark_attempt_faults_total",
                    "Attempts that have ended with a fault of the rig, by its code; other for a code"
                            + " that is not one of Proofmark's own.",
                    "code");
    static final Meter VERDICTS =
            Meter.counter(
                    "proofmark_verdicts_total",
                    "Verdicts of campaigns that have ended, one per population and requirement;"
                            + " requirement assertions for suites of users' own. Judging again counts"
                            + " nothing.",
                    "requirement",
                    "verdict");
    static final Meter RECORDS =
            Meter.counter(
                    "proofmark_records_total",
                    "Records that came from rigs, by what became of them: stored, superseded (their"
                            + " attempt was fenced), duplicate, unknown (refused: nobody had ordered"
                            + " them), gap (refused: some before them are missing).",
                    "outcome");
    static final Meter BLOBS =
            Meter.counter(
                    "proofmark_blobs_total",
                    "Blobs stored: evidence, suites, profiles; the same bytes count once.");
    static final Meter BLOB_BYTES =
            Meter.counter("proofmark_blob_bytes_total", "Plain bytes of the blobs stored.");
    static final Meter CALLS =
            Meter.counter(
                    "proofmark_rpc_calls_total",
                    "Calls that have ended, by gRPC service and status code. Refusals are"
                            + " unauthenticated, permission_denied, invalid_argument and their like.",
                    "service",
                    "code");

    /// Every meter of a controller.
    public static final List<Meter> ALL =
            Stream.concat(
                            ProcessMeters.ALL.stream(),
                            Stream.of(
                                    RIGS,
                                    RIG_STATE,
                                    RIG_SILENCE,
                                    RIG_SPOOLED,
                                    RIG_CERTIFICATE_END,
                                    SLOTS,
                                    CAMPAIGNS,
                                    RUNS,
                                    WAITING,
                                    WAIT,
                                    CAMPAIGN_ENDS,
                                    RUN_ENDS,
                                    LAST_RUN_END,
                                    ATTEMPT_ENDS,
                                    FAULTS,
                                    VERDICTS,
                                    RECORDS,
                                    BLOBS,
                                    BLOB_BYTES,
                                    CALLS))
                    .toList();

    private ControllerMeters() {}
}
