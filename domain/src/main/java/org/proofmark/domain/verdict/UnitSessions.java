package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;

/// A unit with what counts of its attempts.
///
/// @param sessions all attempts, cut off before their faults, by phase and number
record UnitSessions(UnitEvidence evidence, List<Session> sessions) {
    static UnitSessions of(UnitEvidence unit) {
        var sessions = new ArrayList<Session>();
        for (var run : unit.runs()) {
            run.attempts().stream()
                    .sorted(Comparator.comparingInt(AttemptEvidence::number))
                    .map(a -> Session.of(unit.unit(), run.phase(), a))
                    .forEach(sessions::add);
        }
        sessions.sort(Comparator.comparing(Session::phase));
        return new UnitSessions(unit, List.copyOf(sessions));
    }

    UnitId id() {
        return evidence.unit();
    }

    /// The latest attempt of a phase that counts as a whole.
    Optional<Session> clean(Phase phase) {
        return sessions.stream()
                .filter(s -> s.phase() == phase && s.clean())
                .max(Comparator.comparingInt(Session::attempt));
    }

    Optional<RunEvidence> run(Phase phase) {
        return evidence.runs().stream().filter(r -> r.phase() == phase).findFirst();
    }

    /// What rules see in each attempt. Of one that does not decide, only what was complete before
    /// its fault counts, and that something is missing there says nothing.
    List<Problem> shown(Function<Session, List<Problem>> rules) {
        return sessions.stream()
                .flatMap(s ->
                        rules.apply(s).stream()
                                .filter(p -> p.kind() != Problem.Kind.GAP || decides(s)))
                .toList();
    }

    private boolean decides(Session session) {
        return clean(session.phase()).filter(session::equals).isPresent();
    }

    /// What rules miss in the attempt of the collect phase that decides.
    List<Problem> lacking(Function<Session, List<Problem>> rules) {
        return clean(Phase.COLLECT).map(rules).orElse(List.of());
    }

    /// What keeps the runs that there are from counting, and the faults that others met.
    List<Problem> runProblems() {
        return Stream.of(Phase.values()).flatMap(p -> runProblems(p).stream()).toList();
    }

    /// The same of one phase.
    List<Problem> runProblems(Phase phase) {
        var run = run(phase);
        if (run.isEmpty()) {
            return phase == Phase.COLLECT
                    ? List.of(
                            Problem.gap(id(), "not-run", "Unit " + id() + ": no run was planned."))
                    : List.of();
        }
        return clean(phase).isPresent()
                ? Faults.onRecord(id(), run.get())
                : List.of(Faults.cause(id(), run.get()));
    }

    /// Evidence of every attempt.
    List<EvidenceRef> allEvidence() {
        return sessions.stream()
                .flatMap(s ->
                        Stream.concat(
                                s.evidence().stream(),
                                s.records().stream().flatMap(r -> r.evidence().stream())))
                .distinct()
                .toList();
    }
}
