package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.Test;

public class GpioTest {
    private static SlotSite site(String slot) {
        return new SlotSite(
                new SlotId(new RigId("rig-1"), new SlotName(slot)),
                0,
                Path.of("."),
                Path.of("."),
                new SlotSite.RigServices("", "", Path.of(".")),
                Ticker.system());
    }

    @Test
    public void aRelaySwitchesPowerAndIsOffWhenItIsClosed() {
        var wiring =
                new RelayKind()
                        .open(
                                site("a"),
                                Map.of(
                                        "provider",
                                        "mock",
                                        "line",
                                        40,
                                        "active-low",
                                        true,
                                        "settle-milliseconds",
                                        0));
        var power = wiring.power().orElseThrow();
        assertThat(power.isOn()).isFalse();
        power.on();
        assertThat(power.isOn()).isTrue();
        power.off(Duration.ofSeconds(1));
        assertThat(power.isOn()).isFalse();
        power.on();
        wiring.close();
        assertThat(power.isOn()).isFalse();
    }

    @Test
    public void aRelayThatSettlesLaterThanTheLimitHasNotCutThePower() {
        var wiring =
                new RelayKind()
                        .open(
                                site("a"),
                                Map.of("provider", "mock", "line", 41, "settle-milliseconds", 900));
        try {
            assertThatThrownBy(() -> wiring.power().orElseThrow().off(Duration.ofMillis(899)))
                    .hasMessageContaining("power-not-cut");
        } finally {
            wiring.close();
        }
    }

    @Test
    public void aButtonIsPressedUnderItsName() {
        var wiring =
                new ButtonKind()
                        .open(site("a"), Map.of("provider", "mock", "line", 42, "name", "reset"));
        var button = wiring.buttons().get("reset");
        assertThat(button).isNotNull();
        if (button != null) {
            button.set(true);
            button.set(false);
        }
        assertThat(wiring.power()).isEmpty();
        wiring.close();
    }
}
