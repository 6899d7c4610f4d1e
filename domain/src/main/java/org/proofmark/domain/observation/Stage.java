package org.proofmark.domain.observation;

/// The state that a device was in when something was seen.
///
/// @param state the state
/// @param resets how many resets this attempt had proven before; 0 = as delivered
/// @param resetPath the reset path that led here, empty where `resets` is 0
public record Stage(DeviceState state, int resets, String resetPath) {
    public Stage {
        if (resets < 0) {
            throw new IllegalArgumentException("resets want 0 or more, got " + resets);
        }
    }

    /// As delivered: nothing was reset yet.
    public static Stage delivered(DeviceState state) {
        return new Stage(state, 0, "");
    }

    /// The same moment, with the device brought into another state.
    public Stage in(DeviceState other) {
        return new Stage(other, resets, resetPath);
    }
}
