package org.proofmark.virtuallab.device;

import java.util.function.Consumer;

/// How a device's words come out of its UART.
@FunctionalInterface
interface Voice {
    /// Says a text. Called by one thread at a time.
    ///
    /// @param wire takes what is sent in one go
    void say(String text, Consumer<String> wire);

    /// As they are.
    static Voice plain() {
        return (text, wire) -> wire.accept(text);
    }
}
