package org.proofmark.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.proofmark.controller.testing.Profiles;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.DeviceProfile;
import org.testng.annotations.Test;

/// The time limit of an attempt. The profile boots within 30 s and resets within 60 s.
public class AttemptTimeTest {
    private static final String SECOND_PATH =
            """
              at-power-on:
                limit: 30s
                steps: [{power: off, for: 1s}, {power: on}]
                marks: [{console: 'erased'}]
            """;

    @Test
    public void everyPathAndInterfaceCounts() {
        var quick = Preset.QUICK;
        // 10 min, 3 resets of 6.5 min, 10 tries on 5 interfaces
        assertThat(AttemptTime.limit(quick, profile("")))
                .isEqualTo(Duration.ofSeconds(600 + 3 * 390 + 5 * 600));
        assertThat(AttemptTime.limit(quick, profile(SECOND_PATH)))
                .isEqualTo(Duration.ofSeconds(600 + 3 * 390 + 3 * 360 + 5 * 600));
    }

    @Test
    public void certificationGoesItsOtherPathsLessOften() {
        assertThat(AttemptTime.limit(Preset.CERTIFICATION, profile(SECOND_PATH)))
                .isEqualTo(Duration.ofMinutes(10 + 12 * 13 / 2 + 5 * 6 + 5 * 61));
    }

    @Test
    public void aDictionaryLimitedInTimeMayWaitForLockOuts() {
        assertThat(AttemptTime.limit(Preset.NIGHTLY, profile("")))
                .isEqualTo(Duration.ofSeconds(600 + 3 * 390 + 5 * 240));
        assertThat(AttemptTime.limit(Preset.SURVEILLANCE, profile("")))
                .isEqualTo(Duration.ofMinutes(10));
    }

    private static DeviceProfile profile(String more) {
        var text = new String(Profiles.plug(), StandardCharsets.UTF_8) + more;
        return ProfileCodec.parse("plug.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
