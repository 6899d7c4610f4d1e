package org.proofmark.credential.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.testng.annotations.Test;

public class LongNumberTest {
    private static final byte[] DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final long SEED = 1_303;

    private static byte[] bytes(Random random) {
        var data = new byte[random.nextInt(70)];
        random.nextBytes(data);
        // Zeros in front and within are where a conversion goes wrong.
        for (int i = 0; i < data.length; i++) {
            if (random.nextInt(4) == 0) {
                data[i] = 0;
            }
        }
        return data;
    }

    @Test
    public void itsTextIsThatOfTheSameBigInteger() {
        var random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            var data = bytes(random);
            int base = 2 + random.nextInt(35);
            var value = new BigInteger(1, data);
            assertThat(new LongNumber(data).text(Arrays.copyOf(DIGITS, base)))
                    .as("seed %d, round %d, base %d, %s", SEED, i, base, value)
                    .isEqualTo(value.signum() == 0 ? "" : value.toString(base));
        }
    }

    @Test
    public void itsDigitsAreRemaindersFromTheLowestOn() {
        var random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            var data = bytes(random);
            int base = 2 + random.nextInt(100);
            var number = new LongNumber(data);
            var rest = new BigInteger(1, data);
            for (int digit = 0; digit < 40; digit++) {
                var parts = rest.divideAndRemainder(BigInteger.valueOf(base));
                assertThat(number.takeDigit(base))
                        .as("seed %d, round %d, base %d, digit %d", SEED, i, base, digit)
                        .isEqualTo(parts[1].intValue());
                rest = parts[0];
            }
        }
    }

    @Test
    public void onlySoManyOfTheFirstBytesCount() {
        byte[] data = {1, 2, 3, 4, 5};
        assertThat(new LongNumber(data, 2).text(Arrays.copyOf(DIGITS, 10))).isEqualTo("258");
        assertThat(new LongNumber(data, 9).text(Arrays.copyOf(DIGITS, 10)))
                .isEqualTo("" + 0x0102030405L);
    }

    @Test
    public void aSecondBaseIsRefused() {
        var number = new LongNumber(new byte[] {1, 2, 3});
        number.takeDigit(10);
        assertThatThrownBy(() -> number.takeDigit(16))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("digits in base 10 were taken already");
    }
}
