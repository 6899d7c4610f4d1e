package org.proofmark.cli.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.testng.annotations.Test;

public class DeviceTextTest {
    private static String shown(boolean raw, byte[]... pieces) {
        var out = new StringWriter();
        var text = new DeviceText(new PrintWriter(out), raw);
        for (var piece : pieces) {
            text.print(piece);
        }
        return out.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    public void controlCharactersAreShownAndObeyedByNobody() {
        assertThat(shown(false, bytes("a\u001b]0;title\u0007b\r\n\tc\u009b31m\u202ed")))
                .isEqualTo("a\\x1b]0;title\\x07b\n\tc\\x9b31m\\u{202e}d");
        assertThat(shown(true, bytes("a\u001b[1mb\r\n"))).isEqualTo("a\u001b[1mb\r\n");
    }

    @Test
    public void bytesThatAreNoTextAreReplaced() {
        assertThat(shown(false, new byte[] {'a', (byte) 0xFF, 'b'})).isEqualTo("a\uFFFDb");
    }

    @Test
    public void everySplitIntoPiecesShowsTheSame() {
        var whole = bytes("é漢🔌 boot\u001b[0m ok\r\n".repeat(40));
        var expected = shown(false, whole);
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var out = new StringWriter();
            var text = new DeviceText(new PrintWriter(out), false);
            int at = 0;
            while (at < whole.length) {
                int next = Math.min(whole.length, at + 1 + random.nextInt(9));
                text.print(Arrays.copyOfRange(whole, at, next));
                at = next;
            }
            assertThat(out.toString()).as("seed " + seed).isEqualTo(expected);
        }
    }
}
