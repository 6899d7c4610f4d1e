package org.proofmark.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.testng.annotations.Test;

public class MaskingTest {
    @Test
    public void aSecretIsMaskedInEveryFormInWhichItTravels() {
        var masking = new Masking(List.of("p@ss wörd/+1"));
        var bytes = "p@ss wörd/+1".getBytes(StandardCharsets.UTF_8);
        for (var form :
                List.of(
                        "p@ss wörd/+1",
                        URLEncoder.encode("p@ss wörd/+1", StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(bytes),
                        java.util.HexFormat.of().formatHex(bytes))) {
            assertThat(masking.mask("x=" + form + ";")).isEqualTo("x=•••;");
        }
    }

    @Test
    public void theLongerOfTwoSecretsIsMaskedWhole() {
        assertThat(new Masking(List.of("abcd", "abcdefgh")).mask("abcdefgh abcd"))
                .isEqualTo("••• •••");
    }

    @Test
    public void whatIsTooShortToTellIsLeft() {
        assertThat(new Masking(List.of("", "a", "ab")).mask("a cab")).isEqualTo("a cab");
    }

    @Test
    public void whatALineItselfCallsASecretIsMaskedUnknown() {
        assertThat(new Masking(List.of()).mask("wifi psk=abc123\nPassword:\nnext"))
                .isEqualTo("wifi psk=•••\nPassword:\nnext");
    }

    @Test
    public void whereASecretIsNotKnownNothingIsShown() {
        assertThat(Masking.ofEverything().mask("login: root")).isEqualTo("•••");
    }

    @Test
    public void noSecretIsLeftInRandomText() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var secrets = List.of(word(random), word(random), word(random));
            var text = new StringBuilder();
            for (var n = 0; n < 40; n++) {
                text.append(random.nextBoolean() ? secrets.get(random.nextInt(3)) : "x\n");
            }
            var masked = new Masking(secrets).mask(text.toString());
            assertThat(secrets).as("seed %d", seed).noneMatch(masked::contains);
        }
    }

    private static String word(Random random) {
        var word = new StringBuilder();
        for (var n = 3 + random.nextInt(6); n > 0; n--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
