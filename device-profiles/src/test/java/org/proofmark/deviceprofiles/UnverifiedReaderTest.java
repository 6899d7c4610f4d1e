package org.proofmark.deviceprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.FlashSpec;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// What a profile says of facts that nobody has seen, and the profiles of real hardware that do.
public final class UnverifiedReaderTest {
    private static String with(String section) {
        return ProfileCodecTest.example() + section;
    }

    @Test
    public void aProfileIsVerifiedUnlessItSaysOtherwise() {
        assertThat(ProfileCodecTest.parse(ProfileCodecTest.example()).unverified()).isEmpty();
        assertThat(ProfileCodecTest.parse(with("unverified: false\n")).unverified()).isEmpty();
        assertThat(ProfileCodecTest.parse(with("unverified: {}\n")).unverified()).isEmpty();
    }

    @Test
    public void theWholeProfileOrSingleFactsAreMarked() {
        assertThat(ProfileCodecTest.parse(with("unverified: true\n")).unverified())
                .containsExactly("the whole profile: written from documents");
        assertThat(
                        ProfileCodecTest.parse(
                                        with(
                                                "unverified:\n  boot.marks: from a forum\n  wiring: guessed\n"))
                                .unverified())
                .containsExactlyInAnyOrder("boot.marks: from a forum", "wiring: guessed");
    }

    @DataProvider
    Object[][] wrong() {
        return new Object[][] {
            {"unverified: maybe\n", "unverified", "true or false"},
            {"unverified: [boot]\n", "unverified", "true or false"},
            {"unverified: {boot.mark: x}\n", "unverified.boot.mark", "no such key"},
            {"unverified: {flash.kind: x}\n", "unverified.flash.kind", "no such key"},
            {"unverified: {boot..marks: x}\n", "unverified.boot..marks", "no such key"},
            {"unverified: {boot: ''}\n", "unverified.boot", "not empty"},
            {"unverified: {boot: " + "x".repeat(501) + "}\n", "unverified.boot", "500 characters"},
        };
    }

    @Test(dataProvider = "wrong")
    public void whatDoesNotFitIsNamed(String section, String key, String expected) {
        assertThatThrownBy(() -> ProfileCodecTest.parse(with(section)))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(expected);
    }

    @DataProvider
    Object[][] real() {
        return new Object[][] {
            {"openwrt-gl-ar150"}, {"tasmota-esp32-devkitc"}, {"beaglebone-black"},
        };
    }

    @Test(dataProvider = "real")
    public void aProfileOfRealHardwareNamesItsSourcesAndWhatNobodyHasSeen(String name)
            throws IOException {
        var yaml = Files.readString(ProfileCodecTest.EXAMPLES.resolve(name + ".yaml"));
        var profile = ProfileCodecTest.parse(yaml);

        assertThat(profile.id().value()).isEqualTo(name);
        assertThat(yaml).contains("# Sources", "https://");
        assertThat(profile.unverified()).isNotEmpty();
        assertThat(profile.resetPaths()).isNotEmpty();
    }

    @DataProvider
    Object[][] lines() {
        return new Object[][] {
            {"Writing at 0x00010000... (2 %)", "2"},
            {"Writing at 0x000f0e03... (100 %)", "100"},
            {
                "Writing at 0x00010000 [                              ]   0.0% 0/602887 bytes... ",
                "0"
            },
            {
                "Writing at 0x0004d0a8 [==========>                   ]  37.5% 16384/43690 bytes... ",
                "37"
            },
            {
                "Writing at 0x000f0e03 [==============================] 100.0% 602887/602887 bytes... ",
                "100"
            },
        };
    }

    @Test(dataProvider = "lines")
    public void theProgressOfEsptoolsFourthAndFifthVersionIsRead(String line, String percent)
            throws IOException {
        var yaml =
                Files.readString(ProfileCodecTest.EXAMPLES.resolve("tasmota-esp32-devkitc.yaml"));
        var flash = (FlashSpec.Command) ProfileCodecTest.parse(yaml).flash().orElseThrow();
        var found = flash.progress().orElseThrow().matcher(line);

        assertThat(found.find()).isTrue();
        assertThat(found.group("percent")).isEqualTo(percent);
    }

    @Test
    public void theChipIsReadFromWhatEsptoolsFourthAndFifthVersionSay() throws IOException {
        var yaml =
                Files.readString(ProfileCodecTest.EXAMPLES.resolve("tasmota-esp32-devkitc.yaml"));
        var flash = (FlashSpec.Command) ProfileCodecTest.parse(yaml).flash().orElseThrow();

        for (var line :
                List.of(
                        "Chip is ESP32-D0WD-V3 (revision v3.1)",
                        "Chip type:          ESP32-D0WD-V3 (revision v3.1)")) {
            var found = Pattern.compile(flash.shows().pattern()).matcher(line);
            assertThat(found.find()).as(line).isTrue();
            assertThat(found.group(1)).isEqualTo(flash.expected());
        }
    }
}
