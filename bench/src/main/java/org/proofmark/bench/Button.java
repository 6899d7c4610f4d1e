package org.proofmark.bench;

/// A button of the device.
public interface Button {
    /// Presses and keeps pressed. Written to the rig's journal before it happens.
    Mark press();

    /// Releases.
    Mark release();
}
