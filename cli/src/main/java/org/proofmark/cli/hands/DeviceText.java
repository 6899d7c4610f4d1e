package org.proofmark.cli.hands;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.proofmark.cli.client.Printable;

/// What a device says, for people: decoded across the borders of pieces, and, unless it is passed
/// through as it is, with its control characters made visible. One thread uses it.
final class DeviceText {
    private static final int BUFFER = 4096;

    private final PrintWriter out;
    private final boolean raw;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer left = ByteBuffer.allocate(0);

    /// @param raw as it is: only for who is at a terminal and wants it
    DeviceText(PrintWriter out, boolean raw) {
        this.out = out;
        this.raw = raw;
    }

    void print(byte[] data) {
        var in = ByteBuffer.allocate(left.remaining() + data.length).put(left).put(data).flip();
        var chars = CharBuffer.allocate(BUFFER);
        while (true) {
            var result = decoder.decode(in, chars, false);
            show(chars.flip().toString());
            chars.clear();
            if (result.isUnderflow()) {
                break;
            }
        }
        // the beginning of a character whose end is still to come
        left = ByteBuffer.allocate(in.remaining()).put(in).flip();
        out.flush();
    }

    private void show(String text) {
        out.print(raw ? text : Printable.of(text));
    }

    /// Bytes that were left out.
    void gap(long lost) {
        out.print("\n[" + lost + " bytes were left out]\n");
        out.flush();
    }
}
