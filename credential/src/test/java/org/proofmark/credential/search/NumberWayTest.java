package org.proofmark.credential.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class NumberWayTest {
    private static final byte[] DIGEST = HexFormat.of().parseHex("00ff1e1f20a180");

    @DataProvider
    Object[][] ways() {
        return new Object[][] {
            {NumberWay.BYTES, 31, 4, new int[] {0, 7, 30, 0}},
            {NumberWay.BYTES_FROM_THE_END, 31, 4, new int[] {0, 1, 6, 4}},
            {NumberWay.EVERY_OTHER, 31, 4, new int[] {0, 30, 1, 4}},
            {NumberWay.SCALED, 32, 4, new int[] {0, 31, 3, 3}},
            {NumberWay.HALF_BYTES, 16, 5, new int[] {0, 0, 15, 15, 1}},
            {NumberWay.NUMBER, 256, 4, new int[] {0x80, 0xa1, 0x20, 0x1f}},
            {NumberWay.NUMBER_REVERSED, 256, 4, new int[] {0x1f, 0x20, 0xa1, 0x80}},
        };
    }

    @Test(dataProvider = "ways")
    public void aWayGivesItsNumbers(NumberWay way, int size, int length, int[] expected) {
        assertThat(way.numbers(DIGEST, size, length)).containsExactly(expected);
    }

    @Test(dataProvider = "ways")
    public void aDigestThatIsTooShortGivesNone(
            NumberWay way, int size, int length, int[] expected) {
        int bytes = way == NumberWay.HALF_BYTES ? 2 : 3;
        assertThat(way.numbers(new byte[bytes], size, expected.length)).isEmpty();
    }
}
