package org.proofmark.rigagent.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import java.nio.file.Path;
import org.proofmark.bench.BenchFault;
import org.proofmark.rigagent.gpio.kernel.GpioChip;
import org.proofmark.rigagent.gpio.kernel.HeldLine;
import org.proofmark.rigagent.gpio.kernel.LineEdge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pi4J's inputs on lines of the kernel. HIGH is the active level, whatever voltage that is; each
/// edge comes as an [EdgeEvent] with the kernel's time, on a thread of its own.
final class KernelInputProvider extends DigitalInputProviderBase {
    static final String ID = "proofmark-kernel-input";

    private static final Logger LOG = LoggerFactory.getLogger(KernelInputProvider.class);

    private final Path devices;

    /// @param devices the folder with `gpiochip0` and so on
    KernelInputProvider(Path devices) {
        super(ID, "GPIO character device, inputs");
        this.devices = devices;
    }

    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
        var wanted = LineOrder.Wanted.input(config.properties());
        HeldLine line;
        try (var chip = GpioChip.labelled(devices, wanted.chip())) {
            line = chip.take(chip.find(wanted.line()), wanted.request());
        }
        try {
            var input = new KernelInput(this, config, line, wanted.request().consumer());
            context().registry().add(input);
            return input;
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    /// A change of level with the kernel's time.
    static final class EdgeEvent extends DigitalStateChangeEvent<DigitalInput> {
        private final LineEdge edge;

        private EdgeEvent(DigitalInput input, LineEdge edge) {
            super(input, DigitalState.getState(edge.active()));
            this.edge = edge;
        }

        LineEdge edge() {
            return edge;
        }
    }

    private static final class KernelInput extends DigitalInputBase {
        private final HeldLine line;
        private final String consumer;

        private KernelInput(
                DigitalInputProvider provider,
                DigitalInputConfig config,
                HeldLine line,
                String consumer) {
            super(provider, config);
            this.line = line;
            this.consumer = consumer;
        }

        @Override
        public DigitalInput initialize(Context context) {
            super.initialize(context);
            Thread.ofPlatform().name("gpio-" + consumer).daemon(true).start(this::deliver);
            return this;
        }

        private void deliver() {
            try {
                for (var edges = line.awaitEdges(); !edges.isEmpty(); edges = line.awaitEdges()) {
                    edges.forEach(edge -> dispatch(new EdgeEvent(this, edge)));
                }
            } catch (BenchFault e) {
                LOG.error("{}: no edges any more: {}", consumer, e.getMessage());
            }
        }

        /// As the chip reads the line now.
        @Override
        public DigitalState state() {
            return DigitalState.getState(line.active());
        }

        @Override
        public DigitalInput shutdown(Context context) {
            line.close();
            return super.shutdown(context);
        }
    }
}
