package org.proofmark.rigagent.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import java.nio.file.Path;
import org.proofmark.rigagent.gpio.kernel.GpioChip;
import org.proofmark.rigagent.gpio.kernel.HeldLine;

/// Pi4J's outputs on lines of the kernel. HIGH is the active level, whatever voltage that is.
///
/// Unlike Pi4J's own, it takes the line with its initial level in one call, so that the line stands
/// at no other level in between.
final class KernelOutputProvider extends DigitalOutputProviderBase {
    static final String ID = "proofmark-kernel-output";

    private final Path devices;

    /// @param devices the folder with `gpiochip0` and so on
    KernelOutputProvider(Path devices) {
        super(ID, "GPIO character device, outputs");
        this.devices = devices;
    }

    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        var initial = config.initialState();
        if (initial == null || initial == DigitalState.UNKNOWN) {
            throw new IllegalArgumentException(
                    "an output of the kernel wants an initial state, got none for " + config.id());
        }
        var line = take(LineOrder.Wanted.output(config.properties(), initial.isHigh()));
        try {
            var output = new KernelOutput(this, config, line, initial);
            context().registry().add(output);
            return output;
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private HeldLine take(LineOrder.Wanted wanted) {
        try (var chip = GpioChip.labelled(devices, wanted.chip())) {
            return chip.take(chip.find(wanted.line()), wanted.request());
        }
    }

    /// An output.
    static final class KernelOutput extends DigitalOutputBase {
        private final HeldLine line;

        private KernelOutput(
                DigitalOutputProvider provider,
                DigitalOutputConfig config,
                HeldLine line,
                DigitalState initial) {
            super(provider, config);
            this.line = line;
            this.state = initial;
        }

        HeldLine line() {
            return line;
        }

        @Override
        public DigitalOutput state(DigitalState wanted) {
            line.set(wanted.isHigh());
            return super.state(wanted);
        }

        /// As the chip reads the line now.
        @Override
        public DigitalState state() {
            return DigitalState.getState(line.active());
        }

        @Override
        public DigitalOutput shutdown(Context context) {
            try {
                return super.shutdown(context);
            } finally {
                line.close();
            }
        }
    }
}
