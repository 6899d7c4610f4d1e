package org.proofmark.virtuallab.device;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proofmark.domain.time.Ticker;

/// What the services of a device share: who gets in, and what the device can do.
///
/// @param restart asks for a reboot; returns at once
/// @param reset asks for the factory settings; returns at once
record Appliance(
        DeviceModel model,
        DeviceEnvironment unit,
        Accounts accounts,
        LoginGate gate,
        Flash flash,
        Ticker ticker,
        long bootNanos,
        Runnable restart,
        Runnable reset) {

    /// Tries a login at a door that can say that it is locked.
    LoginGate.Outcome tryLogin(Door door, String username, String password) {
        return gate.attempt(door, () -> accounts.opens(door, username, password));
    }

    /// What the status page and the shell's `status` show, in order.
    Map<String, Object> status() {
        var status = new LinkedHashMap<String, Object>();
        status.put("model", model.name());
        status.put("firmware", model.firmware());
        status.put("serial", unit.serialNumber());
        status.put("relay", accounts.relayOn() ? "on" : "off");
        status.put("uptimeSeconds", (ticker.nanos() - bootNanos) / 1_000_000_000L);
        return status;
    }
}
