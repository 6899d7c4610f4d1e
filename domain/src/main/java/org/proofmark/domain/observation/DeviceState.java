package org.proofmark.domain.observation;

/// The named states that a device can be brought to.
public enum DeviceState {
    OFF,
    BOOTED,
    /// After production or a factory reset (EN 303 645, 3.1).
    FACTORY_DEFAULT,
    /// After set-up by a user (EN 303 645, 3.1).
    INITIALISED
}
