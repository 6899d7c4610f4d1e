package org.proofmark.controller.firmware;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The printable strings of a firmware image: candidate salts and keys of passwords.
///
/// @param tried those that are worth trying, at most [#MAX_STRINGS]: of 8 characters and more
///   first, then shorter ones, each time in the image's order
/// @param found how many different ones there are, counted up to [#MAX_FOUND]
public record FirmwareStrings(List<String> tried, int found) {
    /// More take minutes to try; an image with more is better given in parts.
    public static final int MAX_STRINGS = 20_000;

    /// Some 50 MB of them.
    static final int MAX_FOUND = 500_000;

    /// Shorter ones stand in any random bytes.
    private static final int MIN = 4;

    /// Longer ones are texts.
    private static final int MAX = 64;

    /// Lengths in the order in which they are worth trying: what stands in random bytes by chance
    /// is short.
    private static final int[][] ORDER = {{8, MAX}, {6, 7}, {MIN, 5}};

    /// An image within an archive, and a file within that.
    private static final int MAX_DEPTH = 2;

    /// All unpacked parts together: what a bomb is stopped at.
    private static final int MAX_UNPACKED = 256 << 20;

    public FirmwareStrings {
        tried = List.copyOf(tried);
    }

    /// Reads an image: runs of 4 to 64 printable ASCII characters, each once, in it and in its
    /// parts that are packed with gzip, zlib, xz or LZMA, as far as 256 MiB of them.
    public static FirmwareStrings of(byte[] image) {
        var reading = new Reading();
        reading.read(image, 0);
        return new FirmwareStrings(chosen(reading.strings), reading.strings.size());
    }

    private static List<String> chosen(Set<String> strings) {
        var chosen = new ArrayList<String>();
        for (var lengths : ORDER) {
            strings.stream()
                    .filter(s -> s.length() >= lengths[0] && s.length() <= lengths[1])
                    .limit(MAX_STRINGS - chosen.size())
                    .forEach(chosen::add);
        }
        return chosen;
    }

    private static final class Reading {
        private final Set<String> strings = new LinkedHashSet<>();
        private int left = MAX_UNPACKED;

        void read(byte[] bytes, int depth) {
            var run = new StringBuilder();
            int at = 0;
            while (at < bytes.length) {
                if (depth < MAX_DEPTH && PackedPart.mayBegin(bytes, at)) {
                    var part = PackedPart.at(bytes, at, left);
                    if (part.isPresent()) {
                        end(run);
                        left -= part.get().content().length;
                        read(part.get().content(), depth + 1);
                        at = part.get().end();
                        continue;
                    }
                }
                take(bytes[at++], run);
            }
            end(run);
        }

        private void take(byte b, StringBuilder run) {
            if (b < ' ' || b == 0x7f) {
                end(run);
            } else if (run.length() <= MAX) {
                run.append((char) b);
            }
        }

        private void end(StringBuilder run) {
            if (run.length() >= MIN && run.length() <= MAX && strings.size() < MAX_FOUND) {
                strings.add(run.toString());
            }
            run.setLength(0);
        }
    }
}
