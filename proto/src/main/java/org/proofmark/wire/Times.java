package org.proofmark.wire;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/// Instants and durations.
public final class Times {
    /// What a `Timestamp` can hold: years 1 to 9999.
    private static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /// What a `google.protobuf.Duration` can hold: about 10,000 years either way.
    private static final long MAX_SECONDS = 315_576_000_000L;

    private static final int MAX_NANOS = 999_999_999;

    private Times() {}

    /// @throws IllegalArgumentException for a year outside 1 to 9999
    public static Timestamp toWire(Instant instant) {
        if (instant.isBefore(MIN) || instant.isAfter(MAX)) {
            throw new IllegalArgumentException(
                    "an instant wants a year from 1 to 9999, got " + instant);
        }
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    /// @throws WireFormatException for seconds or nanoseconds out of range
    public static Instant fromWire(Timestamp timestamp) {
        if (timestamp.getSeconds() < MIN.getEpochSecond()
                || timestamp.getSeconds() > MAX.getEpochSecond()
                || timestamp.getNanos() < 0
                || timestamp.getNanos() > MAX_NANOS) {
            throw new WireFormatException(
                    "a timestamp wants a year from 1 to 9999 and 0 to 999999999 nanos, got "
                            + timestamp.getSeconds()
                            + " s, "
                            + timestamp.getNanos()
                            + " ns");
        }
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    /// @throws IllegalArgumentException for more than 10,000 years
    public static com.google.protobuf.Duration toWire(Duration duration) {
        // protobuf wants seconds and nanos of one sign, java.time has nanos of 0 or more
        boolean carry = duration.isNegative() && duration.getNano() > 0;
        long seconds = duration.getSeconds() + (carry ? 1 : 0);
        if (seconds < -MAX_SECONDS || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "a duration wants less than 10000 years, got " + duration);
        }
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(seconds)
                .setNanos(duration.getNano() - (carry ? 1_000_000_000 : 0))
                .build();
    }

    /// @throws WireFormatException for a duration out of range
    public static Duration fromWire(com.google.protobuf.Duration duration) {
        if (Math.abs(duration.getSeconds()) > MAX_SECONDS
                || Math.abs((long) duration.getNanos()) > MAX_NANOS) {
            throw new WireFormatException(
                    "a duration wants less than 10000 years and a second's nanos, got "
                            + duration.getSeconds()
                            + " s, "
                            + duration.getNanos()
                            + " ns");
        }
        return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }
}
