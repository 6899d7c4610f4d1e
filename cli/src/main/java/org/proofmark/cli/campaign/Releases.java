package org.proofmark.cli.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;

/// The releases of a campaign, as files. Closing it removes those that were made for it.
///
/// @param releases in the order of the plan
/// @param contents a file for each digest
/// @param missing why a release is not there, by its name
/// @param made the folder that was made for them
public record Releases(
        List<Release> releases,
        Map<Digest, Path> contents,
        Map<String, String> missing,
        Optional<Path> made)
        implements AutoCloseable {
    /// None at all.
    public static final Releases NONE =
            new Releases(List.of(), Map.of(), Map.of(), Optional.empty());

    public Releases {
        releases = List.copyOf(releases);
        contents = Map.copyOf(contents);
        missing = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /// What is missing and why, a line each.
    public List<String> notes() {
        return missing.entrySet().stream()
                .map(e -> "no release '" + e.getKey() + "': " + e.getValue())
                .toList();
    }

    @Override
    public void close() {
        made.ifPresent(Releases::remove);
    }

    static void remove(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
