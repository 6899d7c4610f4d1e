package org.proofmark.cli.client;

/// What a device says, so that it cannot move the cursor, change colours or answer for the reader:
/// control characters but line feed and tab stand as `\xNN`.
public final class Printable {
    private Printable() {}

    /// Total.
    public static String of(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c == '\n' || c == '\t' || !isControl(c)) {
                        shown.appendCodePoint(c);
                    } else if (c != '\r') {
                        shown.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u{%x}".formatted(c));
                    }
                });
        return shown.toString();
    }

    /// Beside the control characters those that change the direction of the text around them, or
    /// are not seen.
    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || c == 0x2028
                || c == 0x2029;
    }
}
