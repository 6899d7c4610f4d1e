package org.proofmark.credential.specimen;

import java.util.random.RandomGenerator;

/// Draws characters and words.
final class Draw {
    static final String DIGITS = "0123456789";
    static final String HEX = "0123456789abcdef";
    static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    static final String BASE36 = DIGITS + LOWER;
    static final String BASE62 = DIGITS + LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String PRINTABLE = BASE62 + "!#$%&*+-=?@^_";

    private Draw() {}

    static String text(RandomGenerator random, String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
