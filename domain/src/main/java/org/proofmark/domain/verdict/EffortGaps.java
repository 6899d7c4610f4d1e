package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.verdict.Problem.Kind;

/// What a campaign lacks for the name of its preset: a PASS 'at preset certification' stands for
/// the units, batches and resets that this name promises, whatever was asked for beside it. `quick`
/// promises no number: it is what a desk has at hand. `certification` promises resets of all units
/// together, on the main path: more units may make fewer each.
record EffortGaps(Preset preset, ProfileFacts profile, List<UnitSessions> units) {
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
        if (promised.name().equals(Preset.CERTIFICATION.name())) {
            pooled(promised, counted, gaps);
        } else if (preset.resets() < promised.resets()) {
            gap(
                    gaps,
                    "too-few-resets",
                    promised.resets(),
                    "resets of each unit on each path",
                    preset.resets());
        }
    }

    private void pooled(Preset promised, List<UnitSessions> counted, List<Problem> gaps) {
        var main = profile.resetPaths().stream().findFirst();
        var proven =
                counted.stream()
                        .flatMap(u -> u.clean(Phase.COLLECT).stream())
                        .flatMap(s -> s.all(ResetDone.class).stream())
                        .map(Session.Seen::what)
                        .filter(r -> r.proven() && main.filter(r.path()::equals).isPresent())
                        .count();
        if (proven < Preset.POOLED_RESETS) {
            gap(
                    gaps,
                    "too-few-resets",
                    Preset.POOLED_RESETS,
                    "proven resets of all units together by '" + main.orElse("") + "'",
                    (int) proven);
        }
        if (profile.resetPaths().size() > 1 && preset.otherResets() < promised.otherResets()) {
            gap(
                    gaps,
                    "too-few-resets",
                    promised.otherResets(),
                    "resets of each unit on each other path",
                    preset.otherResets());
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
