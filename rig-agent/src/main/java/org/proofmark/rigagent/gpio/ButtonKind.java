package org.proofmark.rigagent.gpio;

import java.util.Map;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.ButtonDriver;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.Fault;
import org.proofmark.rigagent.gpio.kernel.PersistentOutputs;

/// Wiring kind `button`: a GPIO line closes a button's contact. Offers the role `button:<name>`.
public final class ButtonKind implements WiringKind {
    @Override
    public String name() {
        return "button";
    }

    @Override
    public String settingsSchema() {
        return """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["line", "name"],
          "properties": {
            "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,62}$", "description": "the name that profiles use, such as reset: lower-case letters, digits and dashes"},
        """
                + GpioSettings.OUTPUT_PROPERTIES
                + "}}";
    }

    @Override
    public Wiring open(SlotSite site, Map<String, Object> settings) {
        var gpio = GpioSettings.of(settings, 0);
        gpio.releasedIsIdle("presses the button", PersistentOutputs.ofThisMachine());
        var line =
                GpioLines.MACHINE.output(gpio.order(site.slot(), "button:" + settings.get("name")));
        return new ButtonWiring(String.valueOf(settings.get("name")), line);
    }

    private record ButtonWiring(String name, GpioLine line) implements Wiring {
        @Override
        public Map<String, ButtonDriver> buttons() {
            return Map.of(name, this::set);
        }

        private void set(boolean pressed) {
            line.set(pressed);
            if (line.active() != pressed) {
                throw new BenchFault.Hardware(
                        Fault.of(
                                "button-failed",
                                "the line of button " + name + " did not change its level",
                                pressed ? "press " + name : "release " + name));
            }
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
