package org.proofmark.rigagent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which open ports are the device's: those that were closed while it was proven off. Pure.
final class DevicePorts {
    /// A device without copper that cannot bind a port below 1024 binds this much higher.
    static final int SHIFT = 8000;

    private static final int FIRST_FREE = 1024;

    private DevicePorts() {}

    /// An open port of the device.
    ///
    /// @param nominal the number under which it is reported
    /// @param actual where it is reached
    record Port(int nominal, int actual) {}

    /// @param openNow whoever serves them
    /// @param openWhileOff when the device was proven off
    /// @param shifts whether this kind of wiring has the rule of +8000; else a port is what it is
    /// @return by actual number. A port that was open in both states is left out: nobody can say
    ///   whose it is
    static List<Port> of(Set<Integer> openNow, Set<Integer> openWhileOff, boolean shifts) {
        var own = new TreeSet<>(openNow);
        own.removeAll(openWhileOff);
        var ports = new ArrayList<Port>();
        for (int actual : own) {
            int below = actual - SHIFT;
            boolean shifted = shifts && below >= 1 && below < FIRST_FREE && !own.contains(below);
            ports.add(new Port(shifted ? below : actual, actual));
        }
        return ports;
    }
}
