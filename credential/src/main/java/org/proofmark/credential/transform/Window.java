package org.proofmark.credential.transform;

import java.util.Optional;

/// Which characters are taken.
///
/// @param offset how many are left out
/// @param fromEnd whether `offset` is counted from the end
/// @param reversed whether the last comes first
public record Window(int offset, boolean fromEnd, boolean reversed) {
    /// The window's characters; empty where the text is too short.
    ///
    /// @param length how many characters
    public Optional<String> of(String text, int length) {
        int start = fromEnd ? text.length() - offset - length : offset;
        if (start < 0 || start + length > text.length()) {
            return Optional.empty();
        }
        var part = text.substring(start, start + length);
        return Optional.of(reversed ? new StringBuilder(part).reverse().toString() : part);
    }

    /// Whether the window of this text is these characters.
    public boolean matches(String text, String wanted) {
        int start = fromEnd ? text.length() - offset - wanted.length() : offset;
        if (start < 0 || start + wanted.length() > text.length()) {
            return false;
        }
        if (!reversed) {
            return text.startsWith(wanted, start);
        }
        int last = start + wanted.length() - 1;
        for (int i = 0; i < wanted.length(); i++) {
            if (text.charAt(last - i) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// For people, such as `characters 1 to 8`.
    public String describe(int length) {
        var place =
                fromEnd
                        ? (offset == 0
                                ? "the last " + length
                                : length + " characters before the last " + offset)
                        : "characters " + (offset + 1) + " to " + (offset + length);
        return reversed ? place + ", backwards" : place;
    }
}
