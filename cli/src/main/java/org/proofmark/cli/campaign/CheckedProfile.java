package org.proofmark.cli.campaign;

import java.nio.file.Path;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.deviceprofiles.ProfileException;
import org.proofmark.domain.profile.DeviceProfile;

/// A profile that was read and understood, with the files that it names.
public record CheckedProfile(ProfileFile file, DeviceProfile profile) {
    /// Reads it.
    ///
    /// @throws UnusableInput with everything that is wrong with it: file, line, key, expectation
    public static CheckedProfile read(Path path) {
        return of(ProfileFile.read(path));
    }

    /// The profile alone, without the files that it names.
    ///
    /// @throws UnusableInput with everything that is wrong with it: file, line, key, expectation
    public static DeviceProfile alone(Path path) {
        return parsed(ProfileFile.read(path));
    }

    private static DeviceProfile parsed(ProfileFile file) {
        try {
            return ProfileCodec.parse(file.name(), file.yaml().toByteArray());
        } catch (ProfileException e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e);
        }
    }

    /// The same for bytes that are at hand.
    public static CheckedProfile of(ProfileFile file) {
        var profile = parsed(file);
        var withTrust = profile.published().trust().map(file::withTrust).orElse(file);
        var whole = profile.identity().image().map(withTrust::withImage).orElse(withTrust);
        return new CheckedProfile(
                whole.withFlash(profile.images(), profile.flash()).withUpdates(profile.updates()),
                profile);
    }
}
