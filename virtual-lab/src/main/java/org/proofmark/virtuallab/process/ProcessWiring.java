package org.proofmark.virtuallab.process;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.wiring.ButtonDriver;
import org.proofmark.bench.wiring.LabelSource;
import org.proofmark.bench.wiring.NetworkDriver;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.bench.wiring.Wiring;

/// A slot whose device is a program. Closing it ends the device.
final class ProcessWiring implements Wiring {
    private static final int BAUD = 115200;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final SlotFolder folder;
    private final String buttonName;
    private final ProcessPower power;
    private final ProcessPower.Lines lines;
    private final Taken taken;
    private boolean closed;

    ProcessWiring(
            SlotFolder folder,
            String buttonName,
            ProcessPower power,
            ProcessPower.Lines lines,
            Taken taken) {
        this.folder = folder;
        this.buttonName = buttonName;
        this.power = power;
        this.lines = lines;
        this.taken = taken;
    }

    @Override
    public Optional<PowerDriver> power() {
        return Optional.of(power);
    }

    @Override
    public Map<String, ButtonDriver> buttons() {
        return Map.of(buttonName, lines.button());
    }

    @Override
    public Optional<SerialLine> serial() {
        return Optional.of(new SerialLine(folder.console(), BAUD, lines.uart()::lostBytes));
    }

    @Override
    public Optional<NetworkDriver> network() {
        return Optional.of(lines.ports());
    }

    @Override
    public Optional<LabelSource> label() {
        return Optional.of(new LabelFile(folder.label()));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            power.cut(CLOSE_LIMIT);
        } finally {
            taken.close();
        }
    }
}
