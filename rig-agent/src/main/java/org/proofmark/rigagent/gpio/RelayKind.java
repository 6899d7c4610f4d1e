package org.proofmark.rigagent.gpio;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.gpio.kernel.PersistentOutputs;

/// Wiring kind `relay`: a relay on a GPIO line switches the device's supply. Offers the role
/// `power`.
///
/// The line is idle, and the device off, from the moment the agent takes it. The relay itself has
/// no feedback: that the device is off is proven by the agent on its console and its ports.
public final class RelayKind implements WiringKind {
    /// A small relay's contact moves within 10 ms; supplies hold up for longer.
    private static final int DEFAULT_SETTLE_MILLISECONDS = 500;

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String settingsSchema() {
        return """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["line"],
          "properties": {
        """
                + GpioSettings.OUTPUT_PROPERTIES
                + "}}";
    }

    @Override
    public Wiring open(SlotSite site, Map<String, Object> settings) {
        var gpio = GpioSettings.of(settings, DEFAULT_SETTLE_MILLISECONDS);
        gpio.releasedIsIdle("powers the device", PersistentOutputs.ofThisMachine());
        var line = GpioLines.MACHINE.output(gpio.order(site.slot(), "power"));
        return new RelayWiring(line, new RelayPower(line, gpio.settle(), site.ticker()));
    }

    private record RelayWiring(GpioLine line, RelayPower relay) implements Wiring {
        @Override
        public Optional<PowerDriver> power() {
            return Optional.of(relay);
        }

        @Override
        public void close() {
            line.close();
        }
    }

    /// The relay as a supply's switch.
    record RelayPower(GpioLine line, Duration settle, Ticker ticker) implements PowerDriver {
        @Override
        public void on() {
            switchTo(true, "power-on-failed", "power on");
        }

        @Override
        public void off(Duration limit) {
            if (settle.compareTo(limit) > 0) {
                throw new BenchFault.Hardware(
                        Fault.of(
                                "power-not-cut",
                                "the relay settles in "
                                        + settle.toMillis()
                                        + " ms, the limit is "
                                        + limit.toMillis()
                                        + " ms",
                                "power off"));
            }
            switchTo(false, "power-not-cut", "power off");
        }

        private void switchTo(boolean on, String code, String step) {
            line.set(on);
            if (line.active() != on) {
                throw new BenchFault.Hardware(
                        Fault.of(code, "the relay's line did not change its level", step));
            }
            var deadline = ticker.deadline(step, settle);
            while (!deadline.passed() && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(deadline.remaining().toNanos());
            }
        }

        @Override
        public boolean isOn() {
            return line.active();
        }
    }
}
