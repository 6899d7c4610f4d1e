package org.proofmark.rigagent.gpio;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.rigagent.gpio.kernel.ChipInfo;
import org.proofmark.rigagent.gpio.kernel.GpioChip;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Bias;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Drive;

/// Outputs through Pi4J's own provider on libgpiod, which it brings along for ARM. It holds one
/// chip per process, knows no label, bias, drive or active-low, and closing one context closes the
/// lines of all: so there is one, for the life of the process. Thread-safe.
final class GpiodOutputs {
    static final GpiodOutputs MACHINE = new GpiodOutputs();

    private @Nullable Context context;
    private @Nullable ChipInfo chip;

    private GpiodOutputs() {}

    /// An output and how to let go of it.
    record Opened(Context context, DigitalOutput output) {
        void close() {
            context.shutdown(output);
        }
    }

    synchronized Opened open(Path devices, LineOrder order) {
        if (order.bias() != Bias.AS_IS || order.drive() != Drive.PUSH_PULL) {
            throw refused(order, "it knows neither bias nor drive");
        }
        if (!BoardInfoHelper.runningOnRaspberryPi()) {
            throw refused(order, "it works on a Raspberry Pi, and this machine is none");
        }
        try (var opened = GpioChip.labelled(devices, order.chip())) {
            int offset = opened.find(order.line()).offset();
            var on = contextOf(opened.info(), order);
            var idle = DigitalState.getState(order.activeLow());
            return new Opened(
                    on,
                    on.create(
                            DigitalOutput.newConfigBuilder(on)
                                    .id(order.consumer())
                                    .address(offset)
                                    .initial(idle)
                                    .shutdown(idle)
                                    .provider("gpiod-digital-output")
                                    .build()));
        }
    }

    private Context contextOf(ChipInfo wanted, LineOrder order) {
        var held = chip;
        if (held != null && !held.path().equals(wanted.path())) {
            throw refused(order, "it holds chip '" + held.label() + "' and can hold one only");
        }
        var before = context;
        if (before != null) {
            return before;
        }
        var made =
                Pi4J.newContextBuilder()
                        .noAutoDetect()
                        .disableShutdownHook()
                        .setGpioChipName(String.valueOf(wanted.path().getFileName()))
                        .add(GpioDDigitalOutputProvider.newInstance())
                        .build();
        context = made;
        chip = wanted;
        return made;
    }

    private static BenchFault refused(LineOrder order, String why) {
        return new BenchFault.Hardware(
                Fault.of(
                        "gpio-failed",
                        "provider gpiod cannot take "
                                + order.described()
                                + ": "
                                + why
                                + "; write provider: kernel",
                        "open wiring"));
    }
}
