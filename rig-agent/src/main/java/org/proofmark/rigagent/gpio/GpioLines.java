package org.proofmark.rigagent.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.HashMap;
import java.util.Map;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotId;

/// The GPIO lines of this machine, each held by one slot at most. Thread-safe.
final class GpioLines {
    /// The lines that the wiring kinds share: a chip is one per machine, and a kind is made by
    /// [java.util.ServiceLoader], which hands nothing in.
    static final GpioLines MACHINE = new GpioLines();

    private final Map<String, SlotId> holders = new HashMap<>();

    /// Takes a line as an output that stands at its idle level from the first moment.
    ///
    /// @param activeLow the line is low when the thing behind it is on
    /// @throws BenchFault `gpio-busy` where another slot has it, `gpio-failed` where the chip
    ///   refuses
    GpioLine take(SlotId slot, String provider, int line, boolean activeLow) {
        var name = provider + " line " + line;
        synchronized (holders) {
            var holder = holders.putIfAbsent(name, slot);
            if (holder != null) {
                throw new BenchFault.Hardware(
                        Fault.of(
                                "gpio-busy",
                                "GPIO "
                                        + name
                                        + " is held by slot "
                                        + holder
                                        + "; give slot "
                                        + slot
                                        + " a line of its own",
                                "open wiring"));
            }
        }
        try {
            return open(name, line, activeLow);
        } catch (Pi4JException e) {
            release(name);
            throw new BenchFault.Hardware(
                    Fault.of(
                            "gpio-failed",
                            "GPIO " + name + " cannot be taken: " + e.getMessage(),
                            "open wiring"),
                    e);
        }
    }

    private GpioLine open(String name, int line, boolean activeLow) {
        // only the mock in this version: the real chip comes with its own provider
        Context context =
                Pi4J.newContextBuilder()
                        .noAutoDetect()
                        .disableShutdownHook()
                        .add(MockDigitalOutputProvider.newInstance())
                        .build();
        var idle = activeLow ? DigitalState.HIGH : DigitalState.LOW;
        var output =
                context.create(
                        DigitalOutput.newConfigBuilder(context)
                                .id("line-" + line)
                                .address(line)
                                .initial(idle)
                                .shutdown(idle)
                                .provider(MockDigitalOutputProvider.ID)
                                .build());
        return new GpioLine(
                output,
                activeLow,
                () -> {
                    context.shutdown();
                    release(name);
                });
    }

    private void release(String name) {
        synchronized (holders) {
            holders.remove(name);
        }
    }
}
