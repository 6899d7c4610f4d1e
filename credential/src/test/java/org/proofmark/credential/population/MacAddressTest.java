package org.proofmark.credential.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class MacAddressTest {
    @DataProvider
    Object[][] spellings() {
        return new Object[][] {
            {"00:1A:2B:3c:4D:5E"},
            {"00-1a-2b-3c-4d-5e"},
            {"001A.2B3C.4D5E"},
            {"001a2b3c4d5e"},
            {"00 1A 2B 3C 4D 5E"},
            {"  00:1a:2b:3c:4d:5e "},
        };
    }

    @Test(dataProvider = "spellings")
    public void fiveSpellingsAreOneAddress(String text) {
        assertThat(MacAddress.parse(text)).contains(new MacAddress(0x001a2b3c4d5eL));
    }

    @DataProvider
    Object[][] others() {
        return new Object[][] {
            {""},
            {"00:1A:2B:3C:4D"},
            {"00:1A-2B:3C:4D:5E"},
            {"00:1A:2B:3C:4D:5G"},
            {"001A2B3C4D5E6"},
            {"001A.2B3C:4D5E"},
            {"00.1A.2B.3C.4D.5E"},
            {"00:1A:2B:3C:4D-5E"},
            {"00A1A:2B:3C:4D:5E"},
            {"\u0660\u06601A2B3C4D5E"},
            {"12345678901234"},
        };
    }

    @Test(dataProvider = "others")
    public void anythingElseIsNone(String text) {
        assertThat(MacAddress.parse(text)).isEmpty();
    }

    @Test
    public void neighboursGoAroundTheEnd() {
        assertThat(new MacAddress(0xffffffffffffL).plus(1)).isEqualTo(new MacAddress(0));
        assertThat(new MacAddress(0).plus(-1).hex()).isEqualTo("ffffffffffff");
        assertThatThrownBy(() -> new MacAddress(1L << 48)).hasMessageContaining("48 bits");
    }

    @Test
    public void serialOrderCountsDigitsAsNumbers() {
        var sorted =
                List.of("SN10", "SN9", "SN9A", "AN11", "SN010").stream()
                        .sorted(new SerialOrder())
                        .toList();
        assertThat(sorted).containsExactly("AN11", "SN9", "SN9A", "SN10", "SN010");
    }

    @Test
    public void theFrameIsWhatAllHaveInCommon() {
        var frame = Frame.of(List.of("acme-12x!", "acme-34x!", "acme-15x!"));
        assertThat(frame).isEqualTo(new Frame("acme-", "x!"));
        assertThat(frame.core("acme-34x!")).isEqualTo("34");
        assertThat(frame.holds("acme-x!")).isTrue();
        assertThat(frame.holds("acmex!")).isFalse();
        assertThat(Frame.of(List.of("aa", "aaa"))).isEqualTo(new Frame("aa", ""));
        assertThat(Frame.of(List.of("alone"))).isEqualTo(new Frame("", ""));
    }

    @Test
    public void thePasswordStaysOutOfText() {
        assertThat(new PopulationUnit("u", Map.of("mac", "x"), "hunter2").toString())
                .contains("mac")
                .doesNotContain("hunter2");
    }
}
