package org.proofmark.domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.profile.BootSpec.FirmwareSource;

/// How a device gets updates, and what it can be offered.
///
/// @param releases where releases come from
/// @param scheme how versions are ordered
/// @param current the version that units leave the factory with
/// @param newer versions that can be offered, oldest first; one or more, all newer than `current`
/// @param older a version before `current` that was released once
/// @param installed further ways to read the installed version, beside that of the boot
/// @param look what makes the device look for updates
/// @param looksWithin from there until its first request
/// @param every how often it looks by itself, on its own clock, as the maker states it
/// @param installsWithin from its first request until the new version runs
/// @param cases of the maker's own
public record UpdateSpec(
        Releases releases,
        VersionScheme scheme,
        String current,
        List<String> newer,
        Optional<String> older,
        List<FirmwareSource> installed,
        Look look,
        Duration looksWithin,
        Optional<Duration> every,
        Duration installsWithin,
        List<OwnCase> cases) {
    /// The releases that every maker is asked for: with the current version, a newer one, an older
    /// one; one for a sibling model, one signed by another key, one by a signer whose certificate
    /// has ended, one without a signature.
    public static final List<String> KNOWN_CASES =
            List.of(
                    "current",
                    "newer",
                    "older",
                    "sibling",
                    "other-key",
                    "expired-signer",
                    "unsigned");

    /// @throws IllegalArgumentException where versions do not rise, or a case's name is taken
    public UpdateSpec {
        newer = List.copyOf(newer);
        installed = List.copyOf(installed);
        cases = List.copyOf(cases);
        if (newer.isEmpty()) {
            throw new IllegalArgumentException("an update wants one newer version or more");
        }
        var before = current;
        for (var version : newer) {
            if (scheme.compare(before, version) >= 0) {
                throw new IllegalArgumentException(
                        "versions must rise: " + version + " is not newer than " + before);
            }
            before = version;
        }
        if (older.isPresent() && scheme.compare(older.get(), current) >= 0) {
            throw new IllegalArgumentException(
                    "the older version " + older.get() + " is not older than " + current);
        }
        for (var own : cases) {
            if (!scheme.has(own.version())) {
                throw new IllegalArgumentException(
                        "case "
                                + own.name()
                                + ": '"
                                + own.version()
                                + "' is no version of the scheme: "
                                + scheme.form());
            }
            if (Set.copyOf(KNOWN_CASES).contains(own.name())) {
                throw new IllegalArgumentException(
                        "a case '" + own.name() + "' is there already; give yours another name");
            }
        }
    }

    /// Where releases come from.
    public sealed interface Releases {
        /// A folder beside the profile with a folder per case.
        record Folder(String folder) implements Releases {}

        /// A program of the maker's, run where the profile is, with case, version and an empty
        /// folder as its last arguments.
        record Command(String command) implements Releases {}
    }

    /// What makes a device look for updates.
    public sealed interface Look {
        /// Nothing but its start.
        record AtPowerOn() implements Look {}

        /// A dialogue, such as a button on a page.
        record Asked(InterfaceName interfaceName, String dialogue) implements Look {}
    }

    /// A release of the maker's own making.
    ///
    /// @param name lower-case letters, digits and dashes; none of [#KNOWN_CASES]
    /// @param version what it says of itself
    /// @param expect what a device must do with it
    public record OwnCase(String name, String version, Expect expect) {}

    /// What a device must do with a release.
    public enum Expect {
        INSTALL,
        REFUSE
    }
}
