package org.proofmark.rigagent.gpio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.proofmark.domain.run.SlotId;
import org.proofmark.rigagent.gpio.kernel.LineRequest;

/// What a line's holder is called in the kernel: `proofmark:<slot>:<role>`, as `gpioinfo` shows it.
final class ConsumerName {
    private static final String BEGIN = "proofmark:";

    /// What slot and role share.
    private static final int ROOM = LineRequest.CONSUMER_BYTES - BEGIN.length() - 1;

    private static final int DIGEST_DIGITS = 4;

    private ConsumerName() {}

    /// The kernel cuts at 31 bytes, which would take the role away and make two long slot names
    /// one. So each part that is longer than its share keeps its beginning and ends in `~` and four
    /// digits of its SHA-256.
    static String of(SlotId slot, String role) {
        var name = slot.slot().value();
        int half = ROOM / 2;
        int forName = Math.max(half, ROOM - role.length());
        int forRole = ROOM - Math.min(name.length(), forName);
        return BEGIN + fit(name, forName) + ":" + fit(role, forRole);
    }

    private static String fit(String part, int room) {
        return part.length() <= room
                ? part
                : part.substring(0, room - DIGEST_DIGITS - 1) + "~" + digest(part);
    }

    private static String digest(String part) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(part.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
