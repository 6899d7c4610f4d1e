package org.proofmark.credential.transform;

import java.nio.charset.StandardCharsets;

/// The number that bytes are, highest byte first, taken apart digit by digit from the lowest on.
/// Some hundred thousand of them are in one search, for which `BigInteger` is too slow. Not
/// thread-safe.
public final class LongNumber {
    private static final long WORD = 0xffffffffL;
    private static final long LARGEST_STEP = 1L << 31;

    /// 32 bits each without a sign, the highest first.
    private final int[] words;

    /// Words before this one are 0.
    private int first;

    /// The base that [#chunk] was made with; 0 at first.
    private int base;

    /// The largest power of the base below 2^31, and its exponent.
    private long step;

    private int digitsInStep;

    /// Digits that were divided off and not taken yet.
    private int chunk;

    private int digitsInChunk;

    /// @param data may be empty, which is 0
    public LongNumber(byte[] data) {
        this(data, data.length);
    }

    /// @param length so many of the first bytes, or all where there are fewer
    public LongNumber(byte[] data, int length) {
        int bytes = Math.min(length, data.length);
        words = new int[(bytes + 3) / 4];
        for (int i = 0; i < bytes; i++) {
            int fromEnd = bytes - 1 - i;
            words[words.length - 1 - fromEnd / 4] |= (data[i] & 0xff) << (8 * (fromEnd % 4));
        }
        skipZeros();
    }

    private void skipZeros() {
        while (first < words.length && words[first] == 0) {
            first++;
        }
    }

    /// The lowest digit, which is divided off; 0 where nothing is left.
    ///
    /// @param radix 2 to 2^30, the same each time
    public int takeDigit(int radix) {
        if (radix != base) {
            setBase(radix);
        }
        if (digitsInChunk == 0) {
            chunk = divide(step);
            digitsInChunk = digitsInStep;
        }
        int digit = chunk % radix;
        chunk /= radix;
        digitsInChunk--;
        return digit;
    }

    private void setBase(int radix) {
        if (base != 0) {
            throw new IllegalStateException("digits in base " + base + " were taken already");
        }
        base = radix;
        step = radix;
        digitsInStep = 1;
        while (step * radix < LARGEST_STEP) {
            step *= radix;
            digitsInStep++;
        }
    }

    /// Divides all words; the remainder.
    private int divide(long divisor) {
        long rest = 0;
        for (int i = first; i < words.length; i++) {
            long part = (rest << 32) | (words[i] & WORD);
            long quotient = part / divisor;
            words[i] = (int) quotient;
            rest = part - quotient * divisor;
        }
        skipZeros();
        return (int) rest;
    }

    /// All digits, the highest first, without zeros before them; empty for 0.
    ///
    /// @param digits ASCII, as many as the base
    public String text(byte[] digits) {
        int radix = digits.length;
        // Each digit is worth more than floor(log2(radix)) bits, or that many.
        int bits = 31 - Integer.numberOfLeadingZeros(radix);
        var text = new byte[(words.length - first) * 32 / bits + 1];
        int at = text.length;
        while (first < words.length || chunk != 0) {
            text[--at] = digits[takeDigit(radix)];
        }
        return new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
    }
}
