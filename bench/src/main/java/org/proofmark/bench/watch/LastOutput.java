package org.proofmark.bench.watch;

/// The end of what a device said, as a fault quotes it. Pure.
public final class LastOutput {
    /// Characters; a fault's limit (see `Fault`) is 2 KiB.
    public static final int LONGEST = 2000;

    private LastOutput() {}

    /// At most [#LONGEST] characters of the end, with what a terminal would obey made visible:
    /// control characters stand as `\x1b`, line ends stay. A text that is cut begins with a whole
    /// line where it can, lest half a secret be left that nobody knows for one. Secrets themselves
    /// are not hidden here: that is done where it is known which there are.
    ///
    /// @param text bytes as ISO-8859-1
    public static String of(String text) {
        var shown = new StringBuilder();
        // a character may take four
        int from = Math.max(0, text.length() - LONGEST);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (c == '\n' || c == '\t' || (c >= ' ' && c < '\u007f') || c > '\u009f') {
                shown.append(c);
            } else {
                shown.append(String.format("\\x%02x", (int) c));
            }
        }
        boolean cut = from > 0 || shown.length() > LONGEST;
        return cut ? wholeLines(shown) : shown.toString();
    }

    private static String wholeLines(StringBuilder shown) {
        var tail = shown.substring(Math.max(0, shown.length() - LONGEST + 1));
        int begin = tail.indexOf('\n') + 1;
        return "…" + tail.substring(begin == tail.length() ? 0 : begin);
    }
}
