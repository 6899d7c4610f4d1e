package org.proofmark.domain.verdict;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.scheme.Breaches;

/// Something that stands against a PASS, or is worth telling.
///
/// @param units whom it concerns; empty = the whole population
/// @param sightings the records that show it; empty where it is about what is missing
record Problem(
        Kind kind,
        Reason reason,
        List<UnitId> units,
        List<EvidenceRef> evidence,
        List<Sighting> sightings) {
    /// Breaks what a user's own suite asserts, which is no requirement of a scheme.
    static final String ASSERTION_FAILED = "assertion-failed";

    enum Kind {
        /// The device broke the requirements that [Breaches] names beside the code.
        VIOLATION,
        /// Something is missing, contradictory or a fault: neither PASS nor FAIL.
        GAP,
        /// Fails nothing.
        FINDING
    }

    Problem {
        if (kind == Kind.VIOLATION && !known(reason.code())) {
            throw new IllegalArgumentException(
                    "no line of Breaches says what '" + reason.code() + "' breaks");
        }
        units = List.copyOf(units);
        evidence = List.copyOf(evidence);
        sightings = List.copyOf(sightings);
    }

    private static boolean known(String code) {
        return code.equals(ASSERTION_FAILED) || Breaches.of(code).isPresent();
    }

    Problem(Kind kind, Reason reason, List<UnitId> units, List<EvidenceRef> evidence) {
        this(kind, reason, units, evidence, List.of());
    }

    static Problem violation(UnitId unit, String code, String text, List<EvidenceRef> evidence) {
        return new Problem(Kind.VIOLATION, new Reason(code, text), List.of(unit), evidence);
    }

    static Problem gap(UnitId unit, String code, String text) {
        return new Problem(Kind.GAP, new Reason(code, text), List.of(unit), List.of());
    }

    static Problem finding(UnitId unit, String code, String text, List<EvidenceRef> evidence) {
        return new Problem(Kind.FINDING, new Reason(code, text), List.of(unit), evidence);
    }

    /// The same, shown by this record.
    Problem seenIn(Session.Seen<?> record) {
        return seenIn(List.of(record.at()));
    }

    /// The same, shown by these records.
    Problem seenIn(List<Sighting> records) {
        return new Problem(kind, reason, units, evidence, records);
    }

    boolean concerns(UnitId unit) {
        return units.isEmpty() || units.contains(unit);
    }

    static List<Problem> ofKind(Kind kind, List<Problem> problems) {
        return problems.stream().filter(p -> p.kind() == kind).toList();
    }

    /// The records that show each code.
    static Map<String, List<Sighting>> sightings(List<Problem> problems) {
        var byCode = new LinkedHashMap<String, List<Sighting>>();
        for (var problem : problems) {
            byCode.merge(
                    problem.reason().code(),
                    problem.sightings(),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).distinct().toList());
        }
        byCode.values().removeIf(List::isEmpty);
        return byCode;
    }

    /// One reason per code: the text of the first problem, and which other units show the same.
    static List<Reason> merged(List<Problem> problems) {
        var byCode = new LinkedHashMap<String, List<Problem>>();
        for (var problem : problems) {
            byCode.computeIfAbsent(problem.reason().code(), c -> new java.util.ArrayList<>())
                    .add(problem);
        }
        return byCode.values().stream().map(Problem::mergedOne).toList();
    }

    private static Reason mergedOne(List<Problem> same) {
        var first = same.getFirst();
        var others = new LinkedHashSet<UnitId>();
        same.forEach(p -> others.addAll(p.units()));
        first.units().forEach(others::remove);
        var more = same.stream().map(Problem::reason).distinct().count() - 1;
        if (others.isEmpty()) {
            return more == 0
                    ? first.reason()
                    : new Reason(
                            first.reason().code(),
                            first.reason().text() + " (" + more + " more of this kind.)");
        }
        var names = others.stream().map(UnitId::value).collect(Collectors.joining(", "));
        return new Reason(
                first.reason().code(),
                first.reason().text()
                        + " The same goes for "
                        + (others.size() == 1 ? "unit " : "units ")
                        + names
                        + ".");
    }
}
