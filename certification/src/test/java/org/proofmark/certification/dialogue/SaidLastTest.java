package org.proofmark.certification.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.testng.annotations.Test;

public final class SaidLastTest {
    private static final Map<String, String> VARIABLES =
            Map.of("username", "admin", "password", "s3cret-7", "new-password", "n3w-8");

    @Test
    public void secretsAreHiddenAndTheRestIsOnOneLine() {
        assertThat(
                        SaidLast.of(
                                "box login: admin\r\nPassword: \r\nyou typed s3cret-7, n3w-8\r\n"
                                        + "\u001b[31mwpa key = other-9\r\n~ # ",
                                VARIABLES))
                .isEqualTo(
                        "'box login: admin | Password: | you typed [masked], [masked] |"
                                + " \\x1b[31mwpa key = [masked] | ~ #'");
    }

    @Test
    public void nothingIsSaidAsThat() {
        assertThat(SaidLast.of("\r\n  \r\n", VARIABLES)).isEqualTo("nothing");
    }

    @Test
    public void theEndIsKeptAndNoHalfOfASecret() {
        var text = "s3cret-7".repeat(200) + "x".repeat(SaidLast.LONGEST - 4);
        assertThat(SaidLast.of(text, VARIABLES))
                .hasSizeLessThanOrEqualTo(SaidLast.LONGEST + 3)
                .startsWith("'…")
                .endsWith("x'")
                .doesNotContain("cret", "s3");
    }
}
