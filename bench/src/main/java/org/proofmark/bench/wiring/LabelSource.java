package org.proofmark.bench.wiring;

import java.util.Map;

/// Reads what is printed on the unit in the slot.
@FunctionalInterface
public interface LabelSource {
    /// The keys of `DUT_LABEL`; empty before the device's first power-on.
    ///
    /// @throws org.proofmark.bench.BenchFault `label-unreadable` where it is there and no flat JSON
    ///   object of strings
    Map<String, String> read();
}
