package org.proofmark.bench.wiring;

import java.util.Map;
import java.util.Optional;

/// The hardware of a slot, or the part of it that one kind offers. Closing it leaves the device in
/// its safe state.
public interface Wiring extends AutoCloseable {
    default Optional<PowerDriver> power() {
        return Optional.empty();
    }

    /// By the name that profiles use, such as `reset`.
    default Map<String, ButtonDriver> buttons() {
        return Map.of();
    }

    default Optional<SerialLine> serial() {
        return Optional.empty();
    }

    default Optional<NetworkDriver> network() {
        return Optional.empty();
    }

    default Optional<LabelSource> label() {
        return Optional.empty();
    }

    @Override
    void close();
}
