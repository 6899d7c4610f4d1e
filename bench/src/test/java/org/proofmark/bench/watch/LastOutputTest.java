package org.proofmark.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

public final class LastOutputTest {
    @Test
    public void whatATerminalWouldObeyIsMadeVisible() {
        assertThat(LastOutput.of("a\u001b[2Jb\r\nc\rd\u0000\u009b\te\u00e9"))
                .isEqualTo("a\\x1b[2Jb\nc\\x0dd\\x00\\x9b\te\u00e9");
    }

    @Test
    public void theEndIsKeptAndNoHalfLine() {
        var text = "Password: s3cret-half\n" + "line\n".repeat(398) + "the end";
        assertThat(LastOutput.of("x".repeat(1000) + text))
                .hasSizeLessThanOrEqualTo(LastOutput.LONGEST)
                .startsWith("…line\n")
                .endsWith("the end");
        assertThat(LastOutput.of("\u0001".repeat(5000)))
                .hasSizeLessThanOrEqualTo(LastOutput.LONGEST);
        assertThat(LastOutput.of("x".repeat(5000) + "\n")).endsWith("x\n");
        assertThat(LastOutput.of("short")).isEqualTo("short");
    }
}
