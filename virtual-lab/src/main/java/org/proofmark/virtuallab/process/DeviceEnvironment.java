package org.proofmark.virtuallab.process;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proofmark.bench.wiring.SlotSite.RigServices;

/// The variables that a device finds, and there are no others.
///
/// @param path the search path for programs
record DeviceEnvironment(
        SlotFolder folder,
        String address,
        UnitIdentity unit,
        Optional<Instant> rtc,
        RigServices services,
        String path,
        InstantSource clock) {
    static final String DEFAULT_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// @param set what the device's clock says at this power-on; the present time where empty, and
    ///   what the rig's file says where it says something
    Map<String, String> atPowerOn(Optional<Instant> set) {
        var variables = new TreeMap<String, String>();
        variables.put("DUT_SERIAL", folder.uart().toString());
        variables.put("DUT_STATE", folder.state().toString());
        variables.put("DUT_ADDRESS", address);
        variables.put("DUT_BUTTON", folder.button().toString());
        variables.put("DUT_MAC", unit.mac());
        variables.put("DUT_SERIAL_NUMBER", unit.serialNumber());
        variables.put("DUT_BATCH", unit.batch());
        variables.put("DUT_MANUFACTURED", unit.manufactured().toString());
        variables.put("DUT_LABEL", folder.label().toString());
        var time = rtc.or(() -> set).orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS);
        variables.put("DUT_RTC", time.toString());
        variables.put("DUT_TIME_SERVER", services.timeServer());
        variables.put("DUT_UPDATE_SERVER", services.updateServer());
        variables.put("DUT_TRUST", services.trustPem().toAbsolutePath().toString());
        variables.put("PATH", path);
        variables.put("HOME", folder.state().toString());
        variables.put("LANG", "C.UTF-8");
        return variables;
    }
}
