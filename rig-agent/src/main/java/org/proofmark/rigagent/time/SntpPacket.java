package org.proofmark.rigagent.time;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// The 48 bytes of an SNTP message (RFC 4330, section 4). Pure.
final class SntpPacket {
    static final int BYTES = 48;

    /// Seconds from 1900-01-01 to 1970-01-01 (RFC 4330, section 3).
    private static final long EPOCH_1900 = 2_208_988_800L;

    private static final int MODE_CLIENT = 3;
    private static final int MODE_SERVER = 4;

    /// A primary server: nothing above it, as far as a device shall know.
    private static final byte STRATUM = 1;

    /// 2^-20 s, about a microsecond: what the JVM's clock resolves.
    private static final byte PRECISION = -20;

    private SntpPacket() {}

    /// The answer to a request; empty where the message is no client's request of a version from 1
    /// to 4.
    static Optional<byte[]> answer(byte[] message, int length, Instant received, Instant sent) {
        if (length < BYTES) {
            return Optional.empty();
        }
        int version = (message[0] >> 3) & 7;
        int mode = message[0] & 7;
        if (mode != MODE_CLIENT || version < 1 || version > 4) {
            return Optional.empty();
        }
        var out = ByteBuffer.allocate(BYTES);
        // leap indicator 0, the client's version, mode server
        out.put((byte) (version << 3 | MODE_SERVER));
        out.put(STRATUM);
        // the client's poll interval goes back unchanged
        out.put(message[2]);
        out.put(PRECISION);
        // root delay and root dispersion
        out.putInt(0);
        out.putInt(0);
        out.put(new byte[] {'L', 'O', 'C', 'L'});
        putTime(out, received);
        // originate = the client's transmit timestamp, bit for bit
        out.put(message, 40, 8);
        putTime(out, received);
        putTime(out, sent);
        return Optional.of(out.array());
    }

    private static void putTime(ByteBuffer out, Instant time) {
        // wraps in 2036 into era 1, as RFC 4330 section 3 has it
        out.putInt((int) (time.getEpochSecond() + EPOCH_1900));
        out.putInt((int) (((long) time.getNano() << 32) / 1_000_000_000L));
    }
}
