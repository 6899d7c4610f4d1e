package org.proofmark.domain.update;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One request of a device to the rig's update server, and how it was answered.
///
/// @param number from 1, growing in the order in which answers ended; servings take numbers, too
/// @param at when it came, in true UTC
/// @param offset what the time that the rig showed the device was ahead of that
/// @param monotonicNanos when it came, on the rig's monotonic clock
/// @param release the name of what was served then; empty where nothing was
/// @param method such as `GET`, cut at [#MAX_METHOD]
/// @param target path and query as they came, without control characters, cut at [#MAX_TARGET]
/// @param path of the release's file that it asked for; empty where it has none there
/// @param from first byte of that file's content that was asked for: 0 but for a resumed download
/// @param status of the answer
/// @param bytes of content that were sent
/// @param whole whether the answer went out to its end, so that with `from` 0 the file was fetched
public record UpdateRequest(
        long number,
        Instant at,
        Duration offset,
        long monotonicNanos,
        String release,
        String method,
        String target,
        Optional<String> path,
        long from,
        int status,
        long bytes,
        boolean whole) {
    /// Characters of a method that are kept.
    public static final int MAX_METHOD = 20;

    /// Characters of a target that are kept.
    public static final int MAX_TARGET = 1000;

    /// @throws IllegalArgumentException for a number, place or size that cannot be
    public UpdateRequest {
        if (number < 1 || from < 0 || bytes < 0) {
            throw new IllegalArgumentException(
                    "requests have numbers from 1, content from 0, got number "
                            + number
                            + ", from "
                            + from
                            + ", "
                            + bytes
                            + " bytes");
        }
        method = line(method, MAX_METHOD);
        target = line(target, MAX_TARGET);
    }

    private static String line(String text, int limit) {
        var printed = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return printed.substring(0, Math.min(printed.length(), limit));
    }
}
