package org.proofmark.deviceprofiles;

import java.util.Optional;
import org.proofmark.deviceprofiles.YamlNode.Place;
import org.proofmark.domain.profile.DeviceProfile;

/// Reads device profiles. The format: docs/profile.md and the JSON Schema `profile.schema.json`
/// beside this class. Thread-safe.
public final class ProfileCodec {
    /// A profile is written by people: no larger one makes sense.
    public static final int MAX_BYTES = 1 << 20;

    /// Where the JSON Schema is, as a resource of this class.
    public static final String SCHEMA = "profile.schema.json";

    private ProfileCodec() {}

    /// Reads a profile.
    ///
    /// @param fileName names the file in messages
    /// @param yaml UTF-8, at most [#MAX_BYTES]
    /// @throws ProfileException with everything that is wrong, and nothing else on any input
    public static DeviceProfile parse(String fileName, byte[] yaml) {
        var problems = new Problems(fileName);
        if (yaml.length > MAX_BYTES) {
            problems.add(new Place(1, 1), "", "the file has more than " + MAX_BYTES + " bytes");
            throw problems.exception();
        }
        Optional<DeviceProfile> profile =
                YamlTree.read(yaml, problems).map(root -> new ProfileReader(problems).read(root));
        if (profile.isEmpty() || !problems.isEmpty()) {
            throw problems.exception();
        }
        return profile.get();
    }
}
