package org.proofmark.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.testng.annotations.Test;

public class PresetTest {
    @Test
    public void everyPresetHasTheNumbersThatItsPageNames() {
        assertThat(Preset.ALL)
                .extracting(p -> p.name() + ": " + p.text())
                .containsExactly(
                        "quick: 2 units, 3 resets on each path, universal defaults: 10 tries",
                        "nightly: 2 units, 3 resets on each path, universal defaults: 2 minutes",
                        "pre-compliance: 3 units, 10 resets on each path, universal defaults:"
                                + " 5 minutes",
                        "certification: 5 units of 2 batches, 12 resets on the main path, 5 on"
                                + " each other, universal defaults: whole list",
                        "surveillance: 30 units, 0 resets on each path, universal defaults: none");
    }

    @Test
    public void certificationPoolsEnoughResetsToSeeAFaultOfFivePercent() {
        var pooled = Preset.CERTIFICATION.units() * Preset.CERTIFICATION.resets();
        assertThat(pooled).isGreaterThanOrEqualTo(Preset.POOLED_RESETS);
        assertThat(Math.pow(0.95, Preset.POOLED_RESETS)).isLessThanOrEqualTo(0.05);
        assertThat(Math.pow(0.95, Preset.POOLED_RESETS - 1)).isGreaterThan(0.05);
    }

    @Test
    public void otherResetsThanThePresetsLeaveTheOtherPathsTheirFewer() {
        assertThat(Preset.CERTIFICATION.withResets(20).resetsOn(true)).isEqualTo(20);
        assertThat(Preset.CERTIFICATION.withResets(20).resetsOn(false)).isEqualTo(5);
        assertThat(Preset.CERTIFICATION.withResets(2).resetsOn(false)).isEqualTo(2);
        assertThat(Preset.QUICK.withResets(20).resetsOn(false)).isEqualTo(20);
        assertThat(Preset.SURVEILLANCE.withResets(2).resetsOn(false)).isEqualTo(2);
        assertThat(new Preset("of-old", 2, 3, 4).resetsOn(false)).isEqualTo(3);
        assertThat(Preset.CERTIFICATION.withResets(1).resetsText())
                .isEqualTo("1 reset on each path");
    }

    @Test
    public void aPresetIsFoundByItsNameOnly() {
        assertThat(Preset.named("nightly")).contains(Preset.NIGHTLY);
        assertThat(Preset.named("Nightly")).isEmpty();
        assertThat(Preset.names()).contains("quick, nightly");
    }

    @Test
    public void whatWasWrittenDownComesBackWithItsLimit() {
        for (var preset : Preset.ALL) {
            var asked = preset.withResets(7);
            assertThat(Preset.recalled(asked.name(), asked.units(), 7, asked.dictionaryTries()))
                    .isEqualTo(asked);
        }
        assertThat(Preset.recalled("of-old", 2, 3, 4)).isEqualTo(new Preset("of-old", 2, 3, 4));
        assertThat(Preset.recalled("nightly", 2, 3, 4).dictionary())
                .isEqualTo(DictionaryLimit.ofTries(4));
    }

    @Test
    public void aLimitSaysHowManyTriesAPassWants() {
        assertThat(DictionaryLimit.ofTries(10).wanted(61)).isEqualTo(10);
        assertThat(DictionaryLimit.ofTries(10).wanted(4)).isEqualTo(4);
        assertThat(DictionaryLimit.wholeList().wanted(61)).isEqualTo(61);
        assertThat(DictionaryLimit.ofTries(0).wanted(61)).isZero();
        assertThat(DictionaryLimit.within(Duration.ofMinutes(2)).wanted(61)).isEqualTo(10);
        assertThat(DictionaryLimit.within(Duration.ofMinutes(1)).text()).isEqualTo("1 minute");
    }

    @Test
    public void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> new Preset("x", 0, 1, 1)).hasMessageContaining("0 units");
        assertThatThrownBy(() -> new Preset("x", 1, -1, 1)).hasMessageContaining("-1 resets");
        assertThatThrownBy(() -> DictionaryLimit.ofTries(-1)).hasMessageContaining("-1 tries");
    }
}
