package org.proofmark.domain.update;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.domain.run.Digest;

/// What a maker's update server would have for one version: files that stay as they are.
///
/// @param name which one it is, such as `newer`, `older` or a case of the profile's own
/// @param version what it makes of the device, as the profile's scheme of versions writes it
/// @param files one or more, by path
public record Release(String name, String version, List<ReleaseFile> files) {
    /// What a rig keeps and serves for one release.
    public static final int MAX_FILES = 1000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws IllegalArgumentException for a name that is none, no or too many files, or a path
    ///   that comes twice
    public Release {
        files = files.stream().sorted(Comparator.comparing(ReleaseFile::path)).toList();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a release's name wants lower-case letters, digits and dashes, got '"
                            + name
                            + "'");
        }
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new IllegalArgumentException(
                    "a release wants 1 to "
                            + MAX_FILES
                            + " files, release "
                            + name
                            + " has "
                            + files.size());
        }
        var paths = new HashSet<String>();
        files.forEach(f -> {
            if (!paths.add(f.path())) {
                throw new IllegalArgumentException(
                        "release " + name + " has " + f.path() + " twice");
            }
        });
    }

    /// The file at this path.
    public Optional<ReleaseFile> file(String path) {
        return files.stream().filter(f -> f.path().equals(path)).findFirst();
    }

    /// What is installed, as far as it can be told from outside: the largest file, of equally large
    /// ones the first by path.
    public ReleaseFile payload() {
        return files.stream()
                .max(
                        Comparator.comparingLong(ReleaseFile::bytes)
                                .thenComparing(ReleaseFile::path, Comparator.reverseOrder()))
                .orElseThrow();
    }

    /// One file of a release.
    ///
    /// @param path from the server's root, parts joined by `/`, with neither `.` nor `..`
    /// @param bytes 0 or more
    /// @param digest SHA-256 of its bytes
    public record ReleaseFile(String path, long bytes, Digest digest) {
        private static final Pattern PART = Pattern.compile("[^/\\p{Cntrl}]{1,255}");

        /// Characters of a whole path.
        public static final int MAX_PATH = 1024;

        /// @throws IllegalArgumentException for a path that leaves the folder or cannot be asked
        ///   for, or a size below 0
        public ReleaseFile {
            boolean fits =
                    path.length() <= MAX_PATH
                            && List.of(path.split("/", -1)).stream()
                                    .allMatch(p ->
                                            PART.matcher(p).matches()
                                                    && !".".equals(p)
                                                    && !"..".equals(p));
            if (!fits) {
                throw new IllegalArgumentException(
                        "a release's file wants a path of parts joined by '/', without '.' and"
                                + " '..' and control characters, of "
                                + MAX_PATH
                                + " characters at most, got '"
                                + path
                                + "'");
            }
            if (bytes < 0) {
                throw new IllegalArgumentException(path + " cannot have " + bytes + " bytes");
            }
        }
    }
}
