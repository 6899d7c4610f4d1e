package org.proofmark.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.testng.annotations.Test;

public class FlashedTest {
    private static Flashed flashed(long bytes, OptionalLong crc32, String identity, int resent) {
        return new Flashed(
                "command x",
                bytes,
                Digest.of(new byte[0]),
                crc32,
                identity,
                "nothing",
                resent,
                Duration.ZERO);
    }

    @Test
    public void whatADeviceSaysOfItselfIsOneShortLine() {
        assertThat(flashed(1, OptionalLong.empty(), "board=x\r\n\u001b[2Jrev=2\n", 0).identity())
                .isEqualTo("board=x [2Jrev=2");
        assertThat(flashed(1, OptionalLong.empty(), "x".repeat(400), 0).identity())
                .hasSize(Flashed.MAX_IDENTITY);
    }

    @Test
    public void whatCannotBeIsRefused() {
        assertThat(flashed(1, OptionalLong.of(0xFFFF_FFFFL), "x", 0).crc32()).isPresent();
        assertThatThrownBy(() -> flashed(0, OptionalLong.empty(), "x", 0))
                .hasMessageContaining("got 0 bytes");
        assertThatThrownBy(() -> flashed(1, OptionalLong.empty(), "x", -1))
                .hasMessageContaining("-1 blocks");
        assertThatThrownBy(() -> flashed(1, OptionalLong.of(1L << 32), "x", 0))
                .hasMessageContaining("4294967296");
        assertThatThrownBy(() -> flashed(1, OptionalLong.of(-1), "x", 0))
                .hasMessageContaining("-1");
    }
}
