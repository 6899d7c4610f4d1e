package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Phase;

/// That passwords are unique per device or defined by the user (PSTI Sch.1 para 1; EN 303 645
/// 5.1-1), over one population.
record PasswordRules(
        ProfileFacts profile, Preset preset, List<UnitSessions> units, SecretAnalysis analysis) {
    List<Problem> problems() {
        var access = new Access(profile);
        var problems = new ArrayList<>(new SharedSecrets(access, units, analysis).problems());
        for (var unit : units) {
            problems.addAll(unit.shown(s -> new LoginRules(access, s, unit.sessions()).problems()));
            problems.addAll(unit.shown(s -> new SetUpRules(s, unit.sessions()).problems()));
            unit.clean(Phase.COLLECT)
                    .ifPresent(s -> {
                        problems.addAll(new CollectGaps(profile, preset, s).problems());
                        problems.addAll(new InterfaceRules(profile, s).problems());
                        problems.addAll(SeenSecrets.problems(s));
                    });
            unit.clean(Phase.CROSS).ifPresent(s -> problems.addAll(SeenSecrets.problems(s)));
        }
        problems.addAll(new CrossGaps(profile, units, analysis).problems());
        return problems;
    }
}
