package org.proofmark.domain.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.AttemptEvidence.FaultRecord;

/// What ended attempts, in words.
final class Faults {
    /// Faults after which nothing of the attempt can be laid to this unit.
    private static final Set<String> NOT_THIS_UNIT = Set.of("wrong-device", "wrong-unit");

    /// What ended the attempt and is the device's own doing: no breach, and no fault of the rig.
    private static final Set<String> THE_DEVICE_ITSELF = Set.of("device-exited");

    /// What ended the attempt and may be the device's doing or that of the slot, such as of a weak
    /// supply: no breach, and not said to be the rig's (docs/adr/0015).
    private static final Set<String> DID_NOT_RUN =
            Set.of("device-panic", "device-boot-loop", "device-watchdog-reset", "device-brown-out");

    private Faults() {}

    static boolean voids(String code) {
        return NOT_THIS_UNIT.contains(code);
    }

    /// Why a run has no attempt that counts: the latest attempt's cause.
    static Problem cause(UnitId unit, RunEvidence run) {
        return run.attempts().stream()
                .max(Comparator.comparingInt(AttemptEvidence::number))
                .map(a -> cause(unit, a).seenIn(faulted(unit, run, a)))
                .orElseGet(() ->
                        Problem.gap(unit, "not-run", "Unit " + unit + ": its run has not begun."));
    }

    private static Problem cause(UnitId unit, AttemptEvidence attempt) {
        var first = first(attempt);
        if (first.isPresent()) {
            return Problem.gap(unit, first.get().code(), text(unit, attempt, first.get()));
        }
        var start = "Unit " + unit + ", attempt " + attempt.number() + ": ";
        if (attempt.fenced()) {
            return Problem.gap(
                    unit,
                    "attempt-fenced",
                    start + "the rig lost its right to go on, so its results do not count.");
        }
        if (!attempt.ended()) {
            return Problem.gap(unit, "not-ended", start + "it has not ended.");
        }
        return Problem.gap(
                unit,
                "suite-defect",
                start + "the suite broke off and no fault of the rig is on record.");
    }

    /// The record of the first fault, where the rig itself made one.
    private static List<Sighting> faulted(UnitId unit, RunEvidence run, AttemptEvidence attempt) {
        return attempt.faults().stream().mapToLong(FaultRecord::sequence).min().stream()
                .filter(sequence -> sequence < Long.MAX_VALUE)
                .mapToObj(sequence -> new Sighting(unit, run.phase(), attempt.number(), sequence))
                .toList();
    }

    static Optional<Fault> first(AttemptEvidence attempt) {
        return attempt.faults().stream()
                .min(Comparator.comparingLong(FaultRecord::sequence))
                .map(FaultRecord::fault);
    }

    /// Faults on record of attempts that decide nothing any more.
    static List<Problem> onRecord(UnitId unit, RunEvidence run) {
        return run.attempts().stream()
                .flatMap(a ->
                        first(a).stream()
                                .map(f ->
                                        Problem.finding(
                                                        unit,
                                                        f.code(),
                                                        text(unit, a, f),
                                                        a.evidence())
                                                .seenIn(faulted(unit, run, a))))
                .toList();
    }

    private static String text(UnitId unit, AttemptEvidence attempt, Fault fault) {
        return "Unit "
                + unit
                + ", attempt "
                + attempt.number()
                + (fault.step().isBlank() ? "" : ", step '" + fault.step() + "'")
                + blame(fault.code())
                + Words.sentence(fault.what());
    }

    private static String blame(String code) {
        if (THE_DEVICE_ITSELF.contains(code)) {
            return ": the device ended by itself, so nothing can be said of what was still to be"
                    + " tried: ";
        }
        return DID_NOT_RUN.contains(code)
                ? ": the device did not run as it should, so nothing can be said of what was still"
                        + " to be tried, nor whether the device or its slot is the cause: "
                : ": a fault of the rig, not of the device. ";
    }
}
