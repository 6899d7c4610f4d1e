package org.proofmark.bench;

import java.util.Map;

/// What a suite may do to the one device of its slot. Every call that waits has a deadline that
/// names its step; a fault of the rig is a [BenchFault], and after the first one every later call
/// throws it again.
///
/// Not thread-safe beyond what each part says.
public interface Bench {
    /// What this attempt is about.
    RunContext run();

    /// The device's supply.
    Power power();

    /// A button of the device, by the name that the profile gives it.
    Button button(String name);

    /// The device's UART, recorded from before power-on.
    Console console();

    /// The device's place in the network.
    Network network();

    /// What writes images to the device. Throws [BenchFault] `no-flasher` where the slot has none.
    Flasher flasher();

    /// The update server and the time in the device's network.
    Updates updates();

    /// What is printed on this unit (the keys of `DUT_LABEL`). Read again at each call.
    Map<String, String> label();

    /// Where observations and evidence go.
    Recorder recorder();
}
