package org.proofmark.credential.transform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Known answers: RFC 1320, RFC 1321, FIPS 180, the CRC catalogue's check values, FNV's test suite.
public class DigesterTest {
    @DataProvider
    Object[][] knownAnswers() {
        return new Object[][] {
            {"MD5", "abc", "900150983cd24fb0d6963f7d28e17f72"},
            {"SHA-1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
            {"SHA-256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
            {"MD4", "", "31d6cfe0d16ae931b73c59d7e0c089c0"},
            {"MD4", "abc", "a448017aaf21d8525fc10ae87aa6729d"},
            {
                "MD4",
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "e33b4ddc9c38f2199c3e7b164fcc0536"
            },
            {"NTLM (MD4 of UTF-16)", "password", "8846f7eaee8fb117ad06bdd830b7586c"},
            {"CRC-32", "123456789", "cbf43926"},
            {"CRC-32C", "123456789", "e3069283"},
            {"CRC-16/XMODEM", "123456789", "31c3"},
            {"CRC-16/CCITT", "123456789", "29b1"},
            {"Adler-32", "Wikipedia", "11e60398"},
            {"FNV-1 (32 bits)", "foobar", "31f0b262"},
            {"FNV-1a (32 bits)", "foobar", "bf9cf968"},
            {"FNV-1a (64 bits)", "foobar", "85944171f73967e8"},
            {"Java's hashCode", "abc", HexFormat.of().toHexDigits("abc".hashCode())},
            {"MD5 of MD5's hexadecimal digits", "abc", "ec0405c5aef93e771cd80e0db180b88b"},
        };
    }

    @Test(dataProvider = "knownAnswers")
    public void aFunctionGivesThePublishedAnswer(String name, String input, String expected) {
        var digester =
                Digester.HASHES.stream()
                        .filter(d -> d.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertThat(HexFormat.of().formatHex(digester.apply().apply(input.getBytes(US_ASCII))))
                .isEqualTo(expected);
    }

    @Test
    public void aSaltStandsBeforeBehindOrIsAKey() {
        var salted = Digester.salted("key");
        assertThat(salted).hasSize(9).allMatch(d -> d.name().contains("'key'"));
        var hmac =
                salted.stream()
                        .filter(d -> d.name().startsWith("HMAC-SHA-256"))
                        .findFirst()
                        .orElseThrow();
        var input = "The quick brown fox jumps over the lazy dog".getBytes(US_ASCII);
        assertThat(HexFormat.of().formatHex(hmac.apply().apply(input)))
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    }

    @Test
    public void anHmacIsThePlatformsForKeysOfAnyLength() throws Exception {
        for (int length : new int[] {2, 63, 64, 65, 200}) {
            var key = "k".repeat(length);
            for (var name : List.of("MD5", "SHA-1", "SHA-256")) {
                var algorithm = "Hmac" + name.replace("-", "");
                var mac = Mac.getInstance(algorithm);
                mac.init(new SecretKeySpec(key.getBytes(US_ASCII), algorithm));
                var hmac =
                        Digester.salted(key).stream()
                                .filter(d -> d.name().startsWith("HMAC-" + name + " "))
                                .findFirst()
                                .orElseThrow();
                for (int input : new int[] {0, 12, 100}) {
                    var data = "i".repeat(input).getBytes(US_ASCII);
                    assertThat(hmac.apply().apply(data))
                            .as("%s, key of %d, input of %d", name, length, input)
                            .isEqualTo(mac.doFinal(data));
                }
            }
        }
    }

    @DataProvider
    Object[][] encodings() {
        return new Object[][] {
            {"hexadecimal", "00ff10", "00ff10"},
            {"base 64", "666f6f626172", "zm9vymfy"},
            {"base 32", "666f6f626172", "mzxw6ytboi"},
            {"decimal", "0100", "256"},
            {"decimal", "0000", "0"},
            {"base 26", "1a", "ba"},
            {"base 58", "3a", "21"},
            {"first 8 bytes, decimal", "00000000000000ff99", "255"},
            {"last 4 bytes, decimal", "ff", "255"},
            {"letters among the hexadecimal digits", "a1b2", "ab"},
            {"bytes 0, 2, 4 ... mod 26 as letters", "00010203", "ac"},
            {"bytes mod 32 as Crockford's digits", "1f20ff", "z0z"},
            {"half-bytes mod 10 as digits", "9a0f", "9005"},
            {"base 32 after Crockford", "ff", "zw"},
            {"base 36", "ffffffff", "1z141z3"},
            {"first 4 bytes, decimal", "0000000a99", "0000000010"},
            {"first 4 bytes, lowest first, decimal", "0a00000099", "0000000010"},
            {"last 4 bytes, decimal", "990000000b", "0000000011"},
            {"bytes mod 26 as letters", "001a1b", "aab"},
            {"bytes 1, 3, 5 ... mod 26 as letters", "00010203", "bd"},
            {"half-bytes as letters a to p", "0f", "ap"},
            {"digits among the hexadecimal digits", "a1b2", "12"},
        };
    }

    @Test(dataProvider = "encodings")
    public void anEncodingGivesTheCharacters(String name, String hex, String expected) {
        var encoding =
                Encoding.ALL.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
        var text = encoding.text().apply(HexFormat.of().parseHex(hex));
        assertThat(text).isEqualToIgnoringCase(expected);
        assertThat(text.toLowerCase(java.util.Locale.ROOT).chars())
                .allMatch(c -> encoding.symbols().indexOf(c) >= 0);
    }

    @Test
    public void aWindowTakesFromEitherEndAndBackwards() {
        assertThat(new Window(1, false, false).of("abcdef", 3)).contains("bcd");
        assertThat(new Window(1, true, false).of("abcdef", 3)).contains("cde");
        assertThat(new Window(0, true, true).of("abcdef", 2)).contains("fe");
        assertThat(new Window(5, false, false).of("abcdef", 2)).isEmpty();
        assertThat(new Window(1, true, true).matches("abcdef", "edc")).isTrue();
        assertThat(new Window(1, true, true).matches("abcdef", "cde")).isFalse();
        assertThat(new Window(5, false, false).matches("abcdef", "fg")).isFalse();
    }
}
