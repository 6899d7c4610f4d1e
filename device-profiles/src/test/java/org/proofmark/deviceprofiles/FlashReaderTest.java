package org.proofmark.deviceprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.ResetPath.Action;
import org.proofmark.domain.profile.ResetPath.ResetStep;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class FlashReaderTest {
    private static final String TOOL =
            """
            flash:
              kind: command
              tool: esptool
              identity: {arguments: [chip_id], shows: 'Chip is (\\S+)', expected: ESP32-D0WD-V3}
              write: [--port, '{port}', write_flash, '{image}']
              verify: [verify_flash, '{image}']
              progress: '\\((?<percent>\\d+) %\\)'
              exit-codes: [0, 3]
              limit: 5m
            """;

    private static String uboot() throws IOException {
        return Files.readString(ProfileCodecTest.EXAMPLES.resolve("uart-box.yaml"));
    }

    private static String command(String flash) throws IOException {
        return Pattern.compile("(?s)flash:\n.*?(?=interfaces:\n)")
                .matcher(uboot())
                .replaceFirst(Matcher.quoteReplacement(flash));
    }

    @Test
    public void uBootReadsAsItIsWritten() throws IOException {
        var flash = (FlashSpec.UBoot) ProfileCodecTest.parse(uboot()).flash().orElseThrow();

        assertThat(flash.autoboot().pattern()).isEqualTo("Hit any key to stop autoboot");
        assertThat(flash.stop()).isEqualTo(" ");
        assertThat(flash.prompt().matcher("x\nSB1> ").find()).isTrue();
        assertThat(flash.identity()).hasSize(1);
        assertThat(flash.identity().getFirst().command()).isEqualTo("printenv board");
        assertThat(flash.address()).isEqualTo(0x4200_0000L);
        assertThat(flash.write()).hasSize(2);
        assertThat(flash.write().getFirst().expect().matcher("anything").find()).isTrue();
        assertThat(flash.readBack()).hasSize(1);
        assertThat(flash.boot()).isEqualTo("reset");
        assertThat(flash.commandLimit()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    public void aToolReadsAsItIsWritten() throws IOException {
        var flash = (FlashSpec.Command) ProfileCodecTest.parse(command(TOOL)).flash().orElseThrow();

        assertThat(flash.tool()).isEqualTo("esptool");
        assertThat(flash.identity()).containsExactly("chip_id");
        assertThat(flash.expected()).isEqualTo("ESP32-D0WD-V3");
        assertThat(flash.write()).containsExactly("--port", "{port}", "write_flash", "{image}");
        assertThat(flash.verify()).containsExactly("verify_flash", "{image}");
        assertThat(flash.progress()).isPresent();
        assertThat(flash.accepted()).containsExactlyInAnyOrder(0, 3);
        assertThat(flash.limit()).isEqualTo(Duration.ofMinutes(5));
    }

    @DataProvider
    Object[][] sizes() {
        return new Object[][] {
            {"1B", 1},
            {"640KiB", 640 << 10},
            {"4MiB", 4 << 20},
            {"64MiB", FlashSpec.MAX_IMAGE_BYTES},
        };
    }

    @Test(dataProvider = "sizes")
    public void theLargestImageIsReadInEitherKind(String text, int bytes) throws IOException {
        var key = "  max-size: " + text + "\n";
        for (var yaml :
                List.of(uboot().replace("  address:", key + "  address:"), command(TOOL + key))) {
            var flash = ProfileCodecTest.parse(yaml).flash().orElseThrow();

            assertThat(flash.maxBytes()).isEqualTo(bytes);
            assertThat(flash.tooLarge(bytes)).isEmpty();
            assertThat(flash.tooLarge(bytes + 1L).orElseThrow())
                    .contains(bytes + 1L + " bytes", "flash.max-size is " + bytes, "Nothing was");
        }
    }

    @Test
    public void withoutALargestSizeTheLimitOfAllImagesCounts() throws IOException {
        var flash = ProfileCodecTest.parse(command(TOOL)).flash().orElseThrow();

        assertThat(flash.maxBytes()).isEqualTo(64 << 20);
    }

    @Test
    public void aProfileWithoutTheSectionHasNone() {
        assertThat(ProfileCodecTest.parse(ProfileCodecTest.example()).flash()).isEmpty();
    }

    @DataProvider
    public Object[][] wrong() throws IOException {
        return new Object[][] {
            {uboot(), "kind: u-boot-ymodem", "kind: tftp", "flash.kind", "u-boot-ymodem"},
            {uboot(), "  kind: u-boot-ymodem\n", "", "flash", "wants the key 'kind'"},
            {uboot(), "\"0x42000000\"", "\"42000000\"", "flash.address", "0x42000000"},
            {uboot(), "identity:", "identities:", "flash", "wants 'identity'"},
            {uboot(), "  write:", "  writes:", "flash", "wants 'write'"},
            {uboot(), "{command: mmc dev 0 1}", "{expect: x}", "flash.write[0]", "'command'"},
            {uboot(), "'^SB1> '", "'['", "flash.prompt", "regular expression"},
            {uboot(), "power, console, label", "power, label", "flash", "wants console"},
            {command(TOOL), "tool: esptool", "tool: /bin/sh", "flash.tool", "a name"},
            {command(TOOL), "write_flash, '{image}'", "write_flash", "flash.write", "{image}"},
            {command(TOOL), "(\\S+)", "\\S+", "flash.identity.shows", "group"},
            {command(TOOL), "?<percent>", "?<done>", "flash.progress", "percent"},
            {command(TOOL), "[0, 3]", "[0, 300]", "flash.exit-codes[1]", "0 to 255"},
            {command(TOOL), "[0, 3]", "[]", "flash.exit-codes", "empty"},
            {command(TOOL), "  identity: {", "  probe: {", "flash", "wants 'identity'"},
            {command(TOOL), "limit: 5m", "limit: 5", "flash.limit", "such as 500ms"},
            {command(TOOL), "limit: 5m", "max-size: 65MiB", "flash.max-size", "1B to 64MiB"},
            {command(TOOL), "limit: 5m", "max-size: 0B", "flash.max-size", "1B to 64MiB"},
            {command(TOOL), "limit: 5m", "max-size: 4096", "flash.max-size", "such as 640KiB"},
            {uboot(), "  address:", "  max-size: 4 MB\n  address:", "flash.max-size", "4MiB"},
        };
    }

    @Test(dataProvider = "wrong")
    public void whatDoesNotFitIsNamedByFileLineAndKey(
            String good, String what, String by, String key, String expected) {
        assertThat(good).contains(what);

        assertThatThrownBy(() -> ProfileCodecTest.parse(good.replace(what, by)))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("cam.yaml:")
                .hasMessageContaining(key)
                .hasMessageContaining(expected);
    }

    private static String reflashed(String images, String image) throws IOException {
        return uboot().replace("flash:\n", "flash:\n  images: " + images + "\n")
                .replace(
                        "reset-paths:\n",
                        "reset-paths:\n  reflash: {steps: [{flash: "
                                + image
                                + ", for: 2s}], marks: [{console: fresh}]}\n");
    }

    @Test
    public void aResetPathMayWriteAnImageThatTheProfileNames() throws IOException {
        var profile =
                ProfileCodecTest.parse(reflashed("{factory: box.img, older: o.img}", "factory"));

        assertThat(profile.images()).isEqualTo(Map.of("factory", "box.img", "older", "o.img"));
        assertThat(profile.resetPaths().getFirst().steps())
                .containsExactly(new ResetStep(new Action.Flash("factory"), Duration.ofSeconds(2)));
    }

    @DataProvider
    Object[][] badImages() {
        return new Object[][] {
            {"{factory: box.img}", "fctory", "unknown image 'fctory'", "[factory]"},
            {"{}", "factory", "unknown image 'factory'", "[]"},
            {"{'fac tory': box.img}", "factory", "flash.images.fac tory", "expected a name"},
            {"{factory: ''}", "factory", "flash.images.factory", "expected"},
            {"[factory]", "factory", "flash.images", "expected a map"},
        };
    }

    @Test(dataProvider = "badImages")
    public void anImageThatCannotBeIsRefused(
            String images, String image, String what, String expected) {
        assertThatThrownBy(() -> ProfileCodecTest.parse(reflashed(images, image)))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(expected);
    }

    @Test
    public void theExampleOfThePageIsRead() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "profile.md"));
        var snippet = Pattern.compile("(?s)```\n(flash:.*?)```").matcher(page);
        assertThat(snippet.find()).isTrue();

        assertThat(ProfileCodecTest.parse(command(snippet.group(1))).flash()).isPresent();
    }
}
