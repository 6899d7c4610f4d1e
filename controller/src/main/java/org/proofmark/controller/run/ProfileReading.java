package org.proofmark.controller.run;

import org.proofmark.domain.profile.DeviceProfile;

/// Reads a device profile.
@FunctionalInterface
public interface ProfileReading {
    /// @param file named in refusals
    /// @throws org.proofmark.controller.refusal.RefusedException with file, line and what is
    ///   expected
    DeviceProfile read(String file, byte[] yaml);
}
