package org.proofmark.domain.update;

/// What the rig does to a release on its way to the device. None of it needs a key of the maker's
/// (ETSI TS 103 701, 5.3-2-2: adverse actions against an update mechanism).
public sealed interface Trouble {
    /// Served as the maker made it.
    record None() implements Trouble {}

    /// The lowest bit of one byte is inverted in each answer.
    ///
    /// @param path of the file
    /// @param offset of the byte, from 0, inside the file
    record FlippedBit(String path, long offset) implements Trouble {
        public FlippedBit {
            notNegative("an offset", offset);
        }
    }

    /// The file is served as though it were shorter, in proper answers.
    ///
    /// @param bytes what it is cut to: 0 or more, less than it has
    record Truncated(String path, long bytes) implements Trouble {
        public Truncated {
            notNegative("a length", bytes);
        }
    }

    /// The connection ends in the middle of an answer.
    ///
    /// @param after bytes of the file's content that are sent
    /// @param times how many answers end so; the ones after them are whole
    record CutOff(String path, long after, int times) implements Trouble {
        public CutOff {
            notNegative("a length", after);
            if (times < 1) {
                throw new IllegalArgumentException("a connection ends 1 time or more");
            }
        }
    }

    /// Content comes slowly.
    ///
    /// @param bytesPerSecond 1 or more
    record Slow(int bytesPerSecond) implements Trouble {
        public Slow {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("a slow server sends 1 byte a second or more");
            }
        }
    }

    /// Every request is answered with an error.
    ///
    /// @param status 400 to 599
    record Refusing(int status) implements Trouble {
        private static final int LOWEST = 400;
        private static final int HIGHEST = 599;

        public Refusing {
            if (status < LOWEST || status > HIGHEST) {
                throw new IllegalArgumentException("an error's status is 400 to 599");
            }
        }
    }

    /// Every file has moved: its own path answers 302 to another one of this server, where it is.
    record Redirecting() implements Trouble {}

    /// The file is itself at the first fetch, and the other release's from the second on: its file
    /// of that path, or its payload where it has none there. What is checked is then not what is
    /// written, where a device fetches twice.
    ///
    /// @param other name of the release that the second content is from
    record Swapped(String path, String other) implements Trouble {}

    private static void notNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " is 0 or more, got " + value);
        }
    }
}
