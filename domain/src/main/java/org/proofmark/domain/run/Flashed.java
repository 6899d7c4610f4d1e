package org.proofmark.domain.run;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What was written to a device, and what proves it.
///
/// @param method `u-boot-ymodem`, or `command` and the tool's name
/// @param bytes of the image, 1 or more
/// @param digest SHA-256 of the image
/// @param crc32 of the image, equal to what the target computed; empty where it computed none
/// @param identity what the target said of itself before a byte was written, on one line without
///   control characters, cut at [#MAX_IDENTITY]: a device may say anything
/// @param verified what was compared, for people
/// @param resent blocks that went over the line more than once
/// @param took from its begin to the order to start
public record Flashed(
        String method,
        long bytes,
        Digest digest,
        OptionalLong crc32,
        String identity,
        String verified,
        int resent,
        Duration took) {
    /// Characters of an identity that are kept.
    public static final int MAX_IDENTITY = 300;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final long MAX_CRC32 = 0xFFFF_FFFFL;

    /// @throws IllegalArgumentException for a size, a CRC-32 or a number of blocks that cannot be
    public Flashed {
        if (bytes < 1 || resent < 0 || took.isNegative()) {
            throw new IllegalArgumentException(
                    "a flash writes 1 byte or more and resends 0 blocks or more in some time, got "
                            + bytes
                            + " bytes, "
                            + resent
                            + " blocks, "
                            + took);
        }
        var line = UNPRINTABLE.matcher(identity).replaceAll(" ").strip();
        identity = line.substring(0, Math.min(line.length(), MAX_IDENTITY));
        if (crc32.isPresent() && (crc32.getAsLong() < 0 || crc32.getAsLong() > MAX_CRC32)) {
            throw new IllegalArgumentException(
                    "a CRC-32 is 0 to 4294967295, got " + crc32.getAsLong());
        }
    }
}
