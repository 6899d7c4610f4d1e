package org.proofmark.deviceprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.proofmark.domain.profile.BootSpec.FirmwareSource;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.UpdateSpec;
import org.proofmark.domain.profile.VersionScheme;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class UpdateReaderTest {
    private static String example() throws IOException {
        return Files.readString(ProfileCodecTest.EXAMPLES.resolve("update-sensor.yaml"));
    }

    private static UpdateSpec read(String yaml) {
        return ProfileCodecTest.parse(yaml).updates().orElseThrow();
    }

    @Test
    public void theExampleReadsAsItIsWritten() throws IOException {
        var updates = read(example());

        assertThat(updates.releases()).isEqualTo(new UpdateSpec.Releases.Command("./make-release"));
        assertThat(updates.scheme()).isEqualTo(new VersionScheme.Dotted());
        assertThat(updates.current()).isEqualTo("1.0.0");
        assertThat(updates.newer()).containsExactly("1.1.0", "1.2.0", "1.10.0");
        assertThat(updates.older()).contains("0.9.0");
        assertThat(updates.installed())
                .containsExactly(new FirmwareSource.Page(new InterfaceName("web"), "version"));
        assertThat(updates.look()).isEqualTo(new UpdateSpec.Look.AtPowerOn());
        assertThat(updates.looksWithin()).isEqualTo(Duration.ofMinutes(1));
        assertThat(updates.every()).contains(Duration.ofDays(1));
        assertThat(updates.installsWithin()).isEqualTo(Duration.ofMinutes(5));
        assertThat(updates.cases())
                .containsExactly(
                        new UpdateSpec.OwnCase("lab-image", "1.3.0", UpdateSpec.Expect.REFUSE));
    }

    @Test
    public void aFolderAndADialogueAndAListReadAsTheyAreWritten() throws IOException {
        var updates =
                read(
                        example()
                                .replace("{command: ./make-release}", "{folder: releases}")
                                .replace("power-on", "{interface: web, dialogue: version}")
                                .replace(
                                        "scheme: dotted",
                                        "scheme: {order: [\"0.9.0\", \"1.0.0\", \"1.1.0\","
                                                + " \"1.2.0\", \"1.10.0\", \"1.3.0\"]}")
                                .replace("every: 24h", "every: 7d"));

        assertThat(updates.releases()).isEqualTo(new UpdateSpec.Releases.Folder("releases"));
        assertThat(updates.look())
                .isEqualTo(new UpdateSpec.Look.Asked(new InterfaceName("web"), "version"));
        assertThat(updates.scheme()).isInstanceOf(VersionScheme.Listed.class);
        assertThat(updates.every()).contains(Duration.ofDays(7));
    }

    @Test
    public void aProfileWithoutTheSectionHasNone() {
        assertThat(ProfileCodecTest.parse(ProfileCodecTest.example()).updates()).isEmpty();
    }

    @DataProvider
    public Object[][] wrong() {
        return new Object[][] {
            {"scheme: dotted", "scheme: alphabet", "updates.versions.scheme", "dotted"},
            {"scheme: dotted, ", "", "updates.versions", "wants the key 'scheme'"},
            {"scheme: dotted", "scheme: number", "updates.versions.scheme", "'1.0.0' is none"},
            {"\"1.2.0\"", "\"1.2-rc1\"", "updates.versions.newer[1]", "got '1.2-rc1'"},
            {"\"1.2.0\"", "\"1.1\"", "updates", "1.1 is not newer than 1.1.0"},
            {"\"0.9.0\"", "\"1.0\"", "updates", "older version 1.0 is not older than 1.0.0"},
            {"[\"1.1.0\", \"1.2.0\", \"1.10.0\"]", "[]", "updates.versions.newer", "one version"},
            {"firmware: \"1.0.0\"\n", "", "updates", "leave the factory with"},
            {"{command: ./make-release}", "{}", "updates.releases", "exactly one of"},
            {"  releases: {command: ./make-release}\n", "", "updates", "wants 'releases'"},
            {
                "  installed: [{interface: web, dialogue: version}]\n",
                "",
                "updates",
                "wants 'installed'"
            },
            {
                "installed: [{interface: web, dialogue: version}]",
                "installed: [{console: 'S-20 release (\\S+)\\s'}]",
                "updates.installed",
                "again"
            },
            {"dialogue: version}]", "dialogue: login}]", "updates.installed", "extract"},
            {"  firmware: {console: 'S-20 release (\\S+)\\s'}\n", "", "updates", "boot.firmware"},
            {"looks: power-on", "looks: sometimes", "updates.looks", "power-on"},
            {
                "looks: power-on",
                "looks: {interface: web, dialogue: ask}",
                "updates.looks",
                "no dialogue 'ask'"
            },
            {"every: 24h", "every: 400d", "updates.every", "366d"},
            {"every: 24h", "every: 0s", "updates.every", "1s to 366d"},
            {"every: 24h", "evry: 24h", "updates.evry", "unknown key"},
            {"lab-image:", "unsigned:", "updates", "'unsigned' is there already"},
            {"lab-image:", "LabImage:", "updates.cases.LabImage", "lower-case"},
            {"expect: refuse", "expect: brick", "updates.cases.lab-image.expect", "refuse"},
            {"version: \"1.3.0\"", "version: next", "updates", "'next' is no version"},
        };
    }

    @Test(dataProvider = "wrong")
    public void whatIsWrongIsSaidWithItsKey(String from, String to, String key, String words)
            throws IOException {
        var yaml = example();
        assertThat(yaml).contains(from);
        assertThatThrownBy(() -> ProfileCodecTest.parse(yaml.replace(from, to)))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(words);
    }
}
