package org.proofmark.rigagent.gpio;

import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Pi4J's mock.
final class MockChip implements ContractChip {
    private final GpioLines lines = new GpioLines(Path.of("/nonexistent"));

    @Override
    public GpioProvider provider() {
        return GpioProvider.MOCK;
    }

    @Override
    public String label() {
        return "";
    }

    @Override
    public GpioLines lines() {
        return lines;
    }

    @Override
    public Watch watch(String line) {
        var changes = new CopyOnWriteArrayList<Boolean>();
        return new Watch() {
            @Override
            public void taken(GpioLine taken) {
                taken.output().addListener(event -> changes.add(event.state().isHigh()));
            }

            @Override
            public List<Boolean> changes() {
                return List.copyOf(changes);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void released(String line, boolean high) {
        // the mock has no resistors
    }

    @Override
    public void drive(SenseLine taken, String line, boolean high) {
        ((MockDigitalInput) taken.input()).mockState(high ? DigitalState.HIGH : DigitalState.LOW);
    }
}
