package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.verdict.Problem.Kind;

/// What a campaign lacks for the name of its preset: a PASS 'at preset certification' stands for
/// the units, batches and resets that this name promises, whatever was asked for beside it. `quick`
/// promises no number: it is what a desk has at hand.
record EffortGaps(Preset preset, List<UnitSessions> units) {
    List<Problem> problems() {
        var gaps = new ArrayList<Problem>();
        Preset.named(preset.name())
                .filter(p -> !p.equals(Preset.QUICK))
                .ifPresent(promised -> missing(promised, gaps));
        return gaps;
    }

    private void missing(Preset promised, List<Problem> gaps) {
        var counted = units.stream().filter(u -> u.clean(Phase.COLLECT).isPresent()).toList();
        if (counted.size() < promised.units()) {
            gap(gaps, "too-few-units", promised.units(), "units", counted.size());
        }
        var batches =
                (int)
                        counted.stream()
                                .map(u -> u.evidence().batch())
                                .filter(b -> !b.isEmpty())
                                .distinct()
                                .count();
        if (promised.batches() > 1 && batches < promised.batches()) {
            gap(gaps, "too-few-batches", promised.batches(), "known batches", batches);
        }
        if (preset.resets() < promised.resets()) {
            gap(
                    gaps,
                    "too-few-resets",
                    promised.resets(),
                    "resets of each unit on each path",
                    preset.resets());
        }
    }

    private void gap(List<Problem> gaps, String code, int wanted, String what, int had) {
        gaps.add(
                new Problem(
                        Kind.GAP,
                        new Reason(
                                code,
                                "Preset '"
                                        + preset.name()
                                        + "' wants "
                                        + wanted
                                        + " "
                                        + what
                                        + "; "
                                        + had
                                        + (had == 1 ? " was" : " were")
                                        + " there."),
                        List.of(),
                        List.of()));
    }
}
