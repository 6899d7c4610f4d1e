package org.proofmark.bench;

import org.proofmark.domain.run.Flashed;

/// What writes an image to the device as the profile's `flash` says, with proof.
public interface Flasher {
    /// Writes the image and proves that the target holds it. The device is powered afterwards, and
    /// starts; what stands behind it on the console begins at its boot loader.
    ///
    /// @param image its name among the profile's images
    /// @throws BenchFault `flash-failed` with the step that failed, `no-flasher` where the profile
    ///   says no way or has no such image; the device is then in its safe state
    Flashed flash(String image);
}
