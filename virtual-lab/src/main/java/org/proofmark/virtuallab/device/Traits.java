package org.proofmark.virtuallab.device;

import java.util.List;

/// What is special about a device beside its passwords. Each is a value of its own, so that any of
/// them goes with any other.
///
/// @param noisyConsole whether kernel messages break into what is printed on the UART
/// @param openUart whether the UART has a shell that asks for no login
record Traits(
        Protection protection,
        BootPace pace,
        boolean noisyConsole,
        boolean openUart,
        SetUpManner setUp,
        ChangeManner change,
        ResetManner reset,
        List<DebugPort> debugPorts) {
    /// Nothing.
    static final Traits USUAL =
            new Traits(
                    Protection.USUAL,
                    BootPace.QUICK,
                    false,
                    false,
                    SetUpManner.USUAL,
                    ChangeManner.USUAL,
                    ResetManner.USUAL,
                    List.of());

    Traits {
        debugPorts = List.copyOf(debugPorts);
    }

    /// The same with so many percent of the device's own times; the button is held as long as ever.
    Traits scaled(int percent) {
        return new Traits(
                protection.scaled(percent),
                pace.scaled(percent),
                noisyConsole,
                openUart,
                setUp,
                change,
                reset,
                debugPorts.stream().map(port -> port.scaled(percent)).toList());
    }
}
