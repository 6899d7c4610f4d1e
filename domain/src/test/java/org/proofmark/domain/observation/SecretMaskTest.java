package org.proofmark.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class SecretMaskTest {
    @Test
    public void hidesAKnownValueWhereverItStands() {
        var mask = new SecretMask();
        mask.learn("hunter22");
        assertThat(mask.over("xhunter22x and hunter22")).isEqualTo("x[masked]x and [masked]");
        assertThat(mask.over("nothing here")).isEqualTo("nothing here");
    }

    @Test
    public void hidesTheLongerOfTwoValuesThatContainEachOther() {
        var mask = new SecretMask();
        mask.learn("pass");
        mask.learn("passport-9");
        assertThat(mask.over("it is passport-9.")).isEqualTo("it is [masked].");
    }

    @Test
    public void hidesAShortValueOnlyWhereItStandsAlone() {
        var mask = new SecretMask();
        mask.learn("12");
        assertThat(mask.over("at 12, port 8012, (12)"))
                .isEqualTo("at [masked], port 8012, ([masked])");
    }

    @Test
    public void aBlankValueHidesNothing() {
        var mask = new SecretMask();
        mask.learn("");
        mask.learn("  ");
        assertThat(mask.over("a  b")).isEqualTo("a  b");
    }

    @Test
    public void aValueIsTakenAsTextAndNotAsAPattern() {
        var mask = new SecretMask();
        mask.learn("a.c$1\\");
        assertThat(mask.over("abc$1\\ a.c$1\\")).isEqualTo("abc$1\\ [masked]");
    }

    @DataProvider
    Object[][] named() {
        return new Object[][] {
            {"Password: s3cret", "Password: [masked]"},
            {"admin password is: s3cret ok", "admin password is: [masked] ok"},
            {"wpa_key=abcdef", "wpa_key=[masked]"},
            {"Setup code : 123-45", "Setup code : [masked]"},
            {"login: ", "login: "},
            {"Password: ", "Password: "},
            {"bypass valve open", "bypass valve open"},
        };
    }

    @Test(dataProvider = "named")
    public void hidesWhatFollowsAWordThatAnnouncesASecret(String line, String shown) {
        assertThat(new SecretMask().over(line)).isEqualTo(shown);
    }

    @Test
    public void noKnownValueOfFourOrMoreCharactersEverComesThrough() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var mask = new SecretMask();
            var secrets =
                    random.ints(3, 0, 1 << 24).mapToObj(n -> String.format("%06x", n)).toList();
            secrets.forEach(mask::learn);
            var line = new StringBuilder();
            for (var i = 0; i < 10; i++) {
                line.append(
                        random.nextBoolean()
                                ? secrets.get(random.nextInt(3))
                                : Integer.toString(random.nextInt(100), 36));
            }
            var shown = mask.over(line.toString());
            for (var secret : secrets) {
                assertThat(shown).as("seed %s: %s", seed, line).doesNotContain(secret);
            }
        }
    }
}
