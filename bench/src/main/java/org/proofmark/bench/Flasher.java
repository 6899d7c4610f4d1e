package org.proofmark.bench;

import java.nio.file.Path;

/// What writes an image to the device, with proof. Later issues bring the ways; a slot without one
/// has none.
public interface Flasher {
    /// Writes the image and proves that the target holds it.
    ///
    /// @throws BenchFault with the step that failed; the device is then in its safe state
    void flash(Path image);
}
