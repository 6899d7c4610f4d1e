package org.proofmark.controller.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The images of a campaign, by SHA-256; each is a blob.
///
/// @param firmware whose strings are tried as salts and keys; it goes to no rig
/// @param flash what suites may write to the device, by the profile's name of it
/// @param releases what suites may offer the device as updates; each of their files is a blob
public record Images(Optional<Digest> firmware, Map<String, Digest> flash, List<Release> releases) {
    public static final Images NONE = new Images(Optional.empty(), Map.of(), List.of());

    private static final JsonMapper JSON = JsonMapper.shared();

    /// A name and a digest.
    private static final int PARTS = 2;

    public Images {
        flash = Map.copyOf(flash);
        releases = List.copyOf(releases);
    }

    /// Those for flashing, as they are stored: a line with name and digest each, sorted.
    String flashText() {
        return new TreeMap<>(flash)
                .entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue().hex())
                        .collect(Collectors.joining("\n"));
    }

    /// Whether a rig that carries this out may read the blob.
    public boolean forRigs(Digest digest) {
        return flash.containsValue(digest)
                || releases.stream()
                        .flatMap(r -> r.files().stream())
                        .anyMatch(f -> f.digest().equals(digest));
    }

    /// The releases, as they are stored: JSON, empty for none.
    String releaseText() {
        if (releases.isEmpty()) {
            return "";
        }
        var all = JSON.createArrayNode();
        for (var release : releases) {
            var node = all.addObject();
            node.put("name", release.name()).put("version", release.version());
            var files = node.putArray("files");
            for (var file : release.files()) {
                files.addObject()
                        .put("path", file.path())
                        .put("bytes", file.bytes())
                        .put("digest", file.digest().hex());
            }
        }
        return JSON.writeValueAsString(all);
    }

    private static List<Release> releases(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return JSON.readTree(text).valueStream().map(Images::release).toList();
    }

    private static Release release(JsonNode node) {
        return new Release(
                node.path("name").asString(),
                node.path("version").asString(),
                node.path("files")
                        .valueStream()
                        .map(f ->
                                new ReleaseFile(
                                        f.path("path").asString(),
                                        f.path("bytes").asLong(),
                                        new Digest(f.path("digest").asString())))
                        .toList());
    }

    static Images stored(String firmware, String flash, String releases) {
        return new Images(
                Optional.of(firmware).filter(d -> !d.isEmpty()).map(Digest::new),
                Stream.of(flash.split("\n"))
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.split(" ", PARTS))
                        .collect(Collectors.toMap(p -> p[0], p -> new Digest(p[1]))),
                releases(releases));
    }
}
