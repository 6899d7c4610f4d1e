package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_2;

import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.plan.Preset;
import org.testng.annotations.Test;

/// A PASS at a preset stands for what its name promises.
public class EffortGapsTest {
    private static Scene scene(Preset preset, String... units) {
        var scene = Scene.labelled(units);
        scene.preset = preset.withResets(Scene.RESETS);
        for (var unit : scene.units) {
            unit.change(o ->
                    o instanceof DictionaryProbed p
                            ? new DictionaryProbed(
                                    p.interfaceName(), p.stage(), p.listed(), 0, p.listed())
                            : o);
        }
        return scene;
    }

    @Test
    public void nightlyPassesWithTwoUnitsAndThreeResetsAndSaysItsBound() {
        var verdict = scene(Preset.NIGHTLY, "u1", "u2").passwords();
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.reasons().getFirst().text())
                .startsWith("No breach was found at preset 'nightly'");
        assertThat(verdict.bound().orElseThrow().text())
                .isEqualTo("units p < 78 %, resets p < 40 %");
    }

    @Test
    public void aUnitTooFewIsInconclusiveWithTheNumbers() {
        var scene = scene(Preset.NIGHTLY, "u1");
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.passwords().bound()).isEmpty();
        assertThat(scene.passwords().reasons().getFirst())
                .isEqualTo(
                        new Reason(
                                "too-few-units", "Preset 'nightly' wants 2 units; 1 was there."));
    }

    @Test
    public void fewerResetsThanTheNamePromisesAreInconclusive() {
        var scene = scene(Preset.PRE_COMPLIANCE, "u1", "u2", "u3");
        assertThat(scene.codes()).containsExactly("too-few-resets");
        assertThat(scene.passwords().reasons().getFirst().text()).contains("10 resets", "3 were");
    }

    @Test
    public void certificationWantsTwoBatchesThatAreKnown() {
        var scene = scene(Preset.CERTIFICATION, "u1", "u2", "u3", "u4", "u5");
        assertThat(scene.codes()).containsExactly("too-few-batches", "too-few-resets");
        scene.unit(4).batch = "";
        assertThat(scene.codes()).contains("too-few-batches");
        scene.unit(4).batch = "b2";
        assertThat(scene.codes()).containsExactly("too-few-resets");
    }

    @Test
    public void certificationPoolsTheResetsOfAllUnitsOnTheMainPath() {
        var names = new String[20];
        java.util.Arrays.setAll(names, i -> "u" + (i + 1));
        var scene = scene(Preset.CERTIFICATION, names);
        scene.unit(4).batch = "b2";
        // 20 units make 3 each
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.PASS);
        scene.unit(7).without(o -> o instanceof ResetDone r && r.number() > 1);
        assertThat(scene.codes()).contains("too-few-resets", "resets-missing");
        assertThat(scene.passwords().reasons())
                .anySatisfy(r -> assertThat(r.text()).contains("59 proven resets", "58 were"));
    }

    @Test
    public void surveillanceJudgesWhatNoResetIsNeededFor() {
        var names = new String[30];
        java.util.Arrays.setAll(names, i -> "u" + (i + 1));
        var scene = Scene.labelled(names);
        scene.preset = Preset.SURVEILLANCE;
        scene.units.forEach(u -> u.without(o -> o instanceof DictionaryProbed));
        assertThat(scene.codes()).containsExactly("no-reset-tested");
        assertThat(scene.on(EN_5_1_2).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    public void quickStandsForNoNumber() {
        var scene = Scene.userDefined("u1");
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    public void aBreachFailsAtAnyEffort() {
        var scene = scene(Preset.CERTIFICATION, "u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    public void surveillanceAsksForNoDictionaryAndStaysOpenWithoutAReset() {
        var scene = Scene.labelled("u1", "u2");
        scene.preset = Preset.SURVEILLANCE;
        scene.units.forEach(u -> u.without(o -> o instanceof DictionaryProbed));
        assertThat(scene.codes()).containsExactly("too-few-units", "no-reset-tested");
    }
}
