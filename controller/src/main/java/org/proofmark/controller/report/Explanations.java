package org.proofmark.controller.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.controller.report.Explanation.Kind;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Reason;

/// What each reason code of docs/reason-codes.md means to people, and what to do.
final class Explanations {
    private static final Map<String, Explanation> BY_CODE = all();

    private Explanations() {}

    private static Map<String, Explanation> all() {
        var all = new LinkedHashMap<String, Explanation>();
        for (var some :
                List.of(BreachReasons.ALL, OpenReasons.ALL, RigReasons.ALL, FindingReasons.ALL)) {
            some.forEach((code, explanation) -> {
                if (all.put(code, explanation) != null) {
                    throw new IllegalStateException("two explanations of " + code);
                }
            });
        }
        return Map.copyOf(all);
    }

    /// Every code that is known.
    static Set<String> codes() {
        return BY_CODE.keySet();
    }

    /// The explanation of a reason that stands in a verdict of this outcome. A code that nobody
    /// knows here is a fault that a rig's wiring brought along where the verdict is open.
    static Explanation of(Outcome outcome, String code) {
        var known = Optional.ofNullable(BY_CODE.get(code)).filter(e -> fits(outcome, e.kind()));
        return known.orElseGet(() -> unknown(outcome, code));
    }

    /// The explanation of a finding.
    static Explanation ofFinding(String code) {
        return Optional.ofNullable(BY_CODE.get(code)).orElse(RigReasons.OTHER);
    }

    /// A code such as `not-in-english` stands in failed and in open verdicts.
    private static boolean fits(Outcome outcome, Kind kind) {
        return switch (outcome) {
            case PASS -> kind == Kind.CLEAR;
            case FAIL -> kind == Kind.BREACH;
            case INCONCLUSIVE -> kind != Kind.BREACH && kind != Kind.CLEAR;
        };
    }

    private static Explanation unknown(Outcome outcome, String code) {
        return switch (outcome) {
            case PASS -> new Explanation(Kind.CLEAR, "No breach was found.", "");
            case FAIL ->
                    new Explanation(
                            Kind.BREACH,
                            "The device was seen to break the requirement.",
                            "See the reason given for what has to change.");
            case INCONCLUSIVE ->
                    code.equals("not-in-english") ? OpenReasons.NOT_IN_ENGLISH : RigReasons.OTHER;
        };
    }

    /// Remedies for these reasons, each once, in their order.
    static List<String> remedies(Outcome outcome, List<Reason> reasons) {
        return reasons.stream()
                .flatMap(r -> Stream.of(of(outcome, r.code()).remedy()))
                .filter(r -> !r.isEmpty())
                .distinct()
                .toList();
    }
}
