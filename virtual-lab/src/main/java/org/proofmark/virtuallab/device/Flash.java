package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What survives a power cut: named maps, each in a file of its own. A write is there whole or not
/// at all, whenever the power goes: it is written aside, synced and renamed.
final class Flash {
    private static final String ASIDE = ".aside";

    private final Path folder;

    /// @param folder exists
    Flash(Path folder) {
        this.folder = folder;
    }

    /// The map of that name; empty where it was never written.
    Optional<Map<String, String>> read(String name) {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("flash: cannot read " + file, e);
        }
    }

    /// Replaces the map of that name; returns when it is safe.
    void write(String name, Map<String, String> content) {
        publish(folder.resolve(name), format(content));
    }

    /// Writes a file aside, syncs it and its folder, and renames it into place. Mode 0600.
    static void publish(Path file, String content) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " has no folder");
        }
        var aside = folder.resolve(file.getFileName() + ASIDE);
        try {
            Files.deleteIfExists(aside);
            Files.createFile(
                    aside,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("flash: cannot write " + file, e);
        }
    }

    private static String format(Map<String, String> content) {
        var text = new StringBuilder();
        new TreeMap<>(content)
                .forEach((key, value) ->
                        text.append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                                .append('\n'));
        return text.toString();
    }

    private static Map<String, String> parse(String text) {
        var content = new TreeMap<String, String>();
        for (var line : text.lines().toList()) {
            var equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalStateException("flash: no '=' in a line; the file is damaged");
            }
            content.put(
                    URLDecoder.decode(line.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(line.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return content;
    }
}
