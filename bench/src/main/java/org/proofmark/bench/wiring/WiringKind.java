package org.proofmark.bench.wiring;

import java.util.Map;

/// A way to wire a slot, found by [java.util.ServiceLoader]: `process`, `relay`, `button`,
/// `serial`, …
public interface WiringKind {
    /// What stands as `kind:` in the rig's file.
    String name();

    /// The JSON Schema of this kind's settings, an object schema as text; `kind` itself is not part
    /// of it.
    String settingsSchema();

    /// Takes the hardware, without causing any transition of it beyond what its safe state asks
    /// for.
    ///
    /// @param settings as in the rig's file, valid by the schema
    /// @throws org.proofmark.bench.BenchFault where it is busy, missing or forbidden; the message
    ///   says who holds it and what to do
    Wiring open(SlotSite site, Map<String, Object> settings);
}
