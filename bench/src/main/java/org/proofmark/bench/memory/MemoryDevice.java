package org.proofmark.bench.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.domain.run.Flashed;

/// A device that runs in this JVM. Its network services are real; its supply, buttons and UART are
/// calls.
public interface MemoryDevice {
    /// Power comes on. The device writes to its UART through `uart`, from any thread.
    void powerOn(Consumer<byte[]> uart);

    /// Power comes on, with the device's clock at an instant.
    ///
    /// @return false where this device's clock cannot be set
    default boolean powerOn(Consumer<byte[]> uart, Instant clock) {
        powerOn(uart);
        return false;
    }

    /// Power is cut: the device's services are gone when this returns.
    void powerOff();

    /// An image is written and the device starts from it, as after a power cycle.
    ///
    /// @return empty where no image of that name can be written
    default Optional<Flashed> flash(String image, Consumer<byte[]> uart) {
        return Optional.empty();
    }

    /// A button goes down or up.
    void button(String name, boolean pressed);

    /// Bytes arrive on the UART.
    void type(byte[] bytes);

    /// What is printed on it.
    Map<String, String> label();

    /// The address that it serves on.
    String address();

    /// The MAC address that it sends from; empty where nobody sees it.
    default Optional<String> mac() {
        return Optional.empty();
    }

    /// The ports that it has open now.
    List<OpenPort> openPorts();
}
