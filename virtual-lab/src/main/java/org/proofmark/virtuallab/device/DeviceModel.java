package org.proofmark.virtuallab.device;

import java.util.List;
import java.util.Set;

/// What a simulated device is. Everything that a device does wrong stands here as data.
///
/// @param id of the catalogue of flaws, such as `P2`
/// @param name as printed on the label and shown at the login prompts
/// @param delivered the administrator's password as it leaves the factory
/// @param afterReset the administrator's password after a reset
/// @param onLabel whether the delivered password is printed on the unit
/// @param onConsole whether the factory password is shown on the UART at each boot, and on the
///   set-up page, for as long as the user has not defined one
/// @param web how the web interface works
/// @param doors the ways in; each opens for the administrator
/// @param fixedAccounts accounts beside the administrator's
/// @param traits everything else that is special
record DeviceModel(
        String id,
        String maker,
        String name,
        String firmware,
        PasswordSource delivered,
        PasswordSource afterReset,
        boolean onLabel,
        boolean onConsole,
        WebKind web,
        Set<Door> doors,
        List<FixedAccount> fixedAccounts,
        Traits traits) {

    /// The administrator's user name, the same on all.
    static final String ADMIN = "admin";

    DeviceModel {
        doors = Set.copyOf(doors);
        fixedAccounts = List.copyOf(fixedAccounts);
    }

    /// The administrator's password after a reset by this cause.
    PasswordSource afterReset(ResetManner.Cause cause) {
        return traits.reset().differing().getOrDefault(cause, afterReset);
    }

    /// The same with so many percent of the device's own times: lock-outs, boots, windows.
    DeviceModel scaled(int percent) {
        return new DeviceModel(
                id,
                maker,
                name,
                firmware,
                delivered,
                afterReset,
                onLabel,
                onConsole,
                web,
                doors,
                fixedAccounts,
                traits.scaled(percent));
    }

    /// How a web interface takes a login.
    enum WebKind {
        /// A form with a CSRF token, and a session cookie.
        FORM,
        /// A JSON API with a bearer token.
        API,
        /// HTTP Basic.
        BASIC,
        /// HTTP Digest (RFC 7616, SHA-256).
        DIGEST
    }
}
