package org.proofmark.controller.store;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.domain.run.Digest;

/// The images of a campaign, by SHA-256; each is a blob.
///
/// @param firmware whose strings are tried as salts and keys; it goes to no rig
/// @param flash what suites may write to the device, by the profile's name of it
public record Images(Optional<Digest> firmware, Map<String, Digest> flash) {
    public static final Images NONE = new Images(Optional.empty(), Map.of());

    /// A name and a digest.
    private static final int PARTS = 2;

    public Images {
        flash = Map.copyOf(flash);
    }

    /// Those for flashing, as they are stored: a line with name and digest each, sorted.
    String flashText() {
        return new TreeMap<>(flash)
                .entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue().hex())
                        .collect(Collectors.joining("\n"));
    }

    static Images stored(String firmware, String flash) {
        return new Images(
                Optional.of(firmware).filter(d -> !d.isEmpty()).map(Digest::new),
                Stream.of(flash.split("\n"))
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.split(" ", PARTS))
                        .collect(Collectors.toMap(p -> p[0], p -> new Digest(p[1]))));
    }
}
