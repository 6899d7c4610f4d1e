package org.proofmark.cli.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;

/// Reads the folder of one release.
final class ReleaseFolder {
    /// What a controller reads into memory at once.
    static final long MAX_FILE_BYTES = 64L * 1024 * 1024;

    private ReleaseFolder() {}

    /// @param contents takes a file for each digest
    /// @throws UnusableInput where it has no file, too many, one that is too large or has a name
    ///   that cannot be asked for
    static Release read(String name, String version, Path folder, Map<Digest, Path> contents) {
        var what = "release " + name + " in " + folder;
        var files = new ArrayList<ReleaseFile>();
        try (var all = Files.walk(folder)) {
            for (var file :
                    all.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
                            .sorted()
                            .toList()) {
                if (files.size() == Release.MAX_FILES) {
                    throw new UnusableInput(
                            what + " has more than " + Release.MAX_FILES + " files");
                }
                files.add(file(what, folder, file, contents));
            }
            return new Release(name, version, files);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new UnusableInput(what + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UnusableInput(what + ": " + e.getMessage(), e);
        }
    }

    private static ReleaseFile file(String what, Path folder, Path file, Map<Digest, Path> contents)
            throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // a link could bring any file of this machine to a device
            throw new UnusableInput(
                    what + ": " + file + " is no file; a release has no links and no devices");
        }
        long bytes = Files.size(file);
        var path =
                StreamSupport.stream(folder.relativize(file).spliterator(), false)
                        .map(Path::toString)
                        .collect(Collectors.joining("/"));
        if (bytes > MAX_FILE_BYTES) {
            throw new UnusableInput(
                    what
                            + ": "
                            + path
                            + " has "
                            + bytes
                            + " bytes, wanted are at most "
                            + MAX_FILE_BYTES);
        }
        var digest = digest(file);
        contents.put(digest, file);
        return new ReleaseFile(path, bytes, digest);
    }

    private static Digest digest(Path file) throws IOException {
        var sha = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            int n;
            while ((n = in.read(buffer)) > 0) {
                sha.update(buffer, 0, n);
            }
        }
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }
}
