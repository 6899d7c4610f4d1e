package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.io.gpio.digital.DigitalState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.DataProvider;
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

    @DataProvider
    public static Object[][] polarities() {
        return new Object[][] {{false}, {true}};
    }

    @Test(dataProvider = "polarities")
    public void aLineIsIdleFromTheFirstMomentAndMakesNoTransitionTooMany(boolean activeLow) {
        var idle = activeLow ? DigitalState.HIGH : DigitalState.LOW;
        var active = activeLow ? DigitalState.LOW : DigitalState.HIGH;
        var lines = new GpioLines();
        var line = lines.take(site("a").slot(), "mock", 5, activeLow);
        assertThat(line.output().state()).isEqualTo(idle);
        List<DigitalState> seen = new ArrayList<>();
        line.output().addListener(event -> seen.add(event.state()));

        line.set(false);
        assertThat(seen).isEmpty();
        line.set(true);
        line.set(true);
        assertThat(line.active()).isTrue();
        assertThat(seen).containsExactly(active);
        line.set(false);
        line.set(true);
        line.close();
        line.close();
        assertThat(line.output().state()).isEqualTo(idle);
        assertThat(seen).containsExactly(active, idle, active, idle);
    }

    @Test
    public void aLineBelongsToOneSlotUntilItIsLetGo() {
        var lines = new GpioLines();
        var held = lines.take(site("a").slot(), "mock", 5, false);
        assertThatThrownBy(() -> lines.take(site("b").slot(), "mock", 5, false))
                .isInstanceOf(BenchFault.class)
                .hasMessageContaining("gpio-busy")
                .hasMessageContaining("rig-1/a");
        held.close();
        lines.take(site("b").slot(), "mock", 5, false).close();
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
