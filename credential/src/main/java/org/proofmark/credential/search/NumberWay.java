package org.proofmark.credential.search;

import org.proofmark.credential.transform.LongNumber;

/// How a hash's bytes become small numbers, each of which stands for a character of some alphabet.
///
/// Those that take one byte for a character know its raw value before they know the alphabet's
/// size, so that a raw value is taken once and reduced by a table for each size.
enum NumberWay {
    /// Each byte's remainder.
    BYTES("bytes mod %d"),
    /// The same of the last bytes.
    BYTES_FROM_THE_END("last bytes mod %d"),
    /// The same of bytes 0, 2, 4 and so on.
    EVERY_OTHER("every other byte mod %d"),
    /// Each byte as a fraction of 256.
    SCALED("bytes times %d, divided by 256"),
    /// Four bits, the high ones first.
    HALF_BYTES("half-bytes"),
    /// All bytes as one number, whose digits are taken from the lowest on.
    NUMBER("the number's remainders by %d, lowest first"),
    /// The same digits, the last that is taken first.
    NUMBER_REVERSED("the number's remainders by %d, highest first");

    /// Values of a byte.
    private static final int BYTE_VALUES = 256;

    private final String text;

    NumberWay(String text) {
        this.text = text;
    }

    /// For people.
    String describe(int size) {
        return text.formatted(size);
    }

    /// Whether a long number is divided, which takes longer.
    boolean divides() {
        return this == NUMBER || this == NUMBER_REVERSED;
    }

    /// Whether a hash of so many bytes gives so many numbers.
    boolean gives(int bytes, int length) {
        int needed =
                switch (this) {
                    case HALF_BYTES -> (length + 1) / 2;
                    case EVERY_OTHER -> 2 * length - 1;
                    default -> length;
                };
        return needed <= bytes;
    }

    /// As many numbers as asked for, each below `size`; empty where the digest is too short.
    int[] numbers(byte[] digest, int size, int length) {
        if (!gives(digest.length, length)) {
            return new int[0];
        }
        if (divides()) {
            return divided(digest, size, length);
        }
        var numbers = raw(digest, length);
        var table = table(size);
        for (int i = 0; i < length; i++) {
            numbers[i] = table[numbers[i]];
        }
        return numbers;
    }

    /// What [#table] turns into numbers; for ways that do not divide, and digests that are long
    /// enough.
    int[] raw(byte[] digest, int length) {
        var raw = new int[length];
        int start = this == BYTES_FROM_THE_END ? digest.length - length : 0;
        for (int i = 0; i < length; i++) {
            raw[i] =
                    switch (this) {
                        case HALF_BYTES -> (digest[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xf;
                        case EVERY_OTHER -> digest[2 * i] & 0xff;
                        default -> digest[start + i] & 0xff;
                    };
        }
        return raw;
    }

    /// The number of each raw value, below `size`.
    int[] table(int size) {
        var table = new int[BYTE_VALUES];
        for (int i = 0; i < table.length; i++) {
            table[i] =
                    switch (this) {
                        case SCALED -> (i * size) >> 8;
                        case HALF_BYTES -> i;
                        default -> i % size;
                    };
        }
        return table;
    }

    private int[] divided(byte[] digest, int size, int length) {
        var numbers = new int[length];
        var rest = new LongNumber(digest);
        for (int i = 0; i < length; i++) {
            numbers[this == NUMBER ? i : length - 1 - i] = rest.takeDigit(size);
        }
        return numbers;
    }
}
