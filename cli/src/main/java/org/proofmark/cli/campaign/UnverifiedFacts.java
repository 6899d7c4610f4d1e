package org.proofmark.cli.campaign;

import java.io.PrintWriter;
import org.proofmark.domain.profile.DeviceProfile;

/// Says before anything is done what a profile marks as unverified.
public final class UnverifiedFacts {
    private UnverifiedFacts() {}

    /// A line for each, and nothing where there is none.
    ///
    /// @param name what the profile's file is called
    public static void warn(String name, DeviceProfile profile, PrintWriter err) {
        profile.unverified()
                .forEach(fact -> err.println("warning: " + name + ": unverified: " + fact));
    }
}
