package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.domain.run.Digest;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// `flash`, as people type it, on a real controller and a real rig, with a tool that is a script.
@Test(singleThreaded = true)
public class FlashCommandTest {
    private static final String PROFILE =
            """
            format: proofmark-profile/1
            id: box
            manufacturer: Box
            model: B1
            wiring: [power, console, "button:reset"]
            boot: {marks: [{console: 'booted'}]}
            interfaces: {}
            credentials: {}
            reset-paths:
              button:
                steps: [{press: reset, for: 1s}, {release: reset}]
                marks: [{console: 'button 0'}]
            """;

    private static final String FLASH =
            """
            flash:
              kind: command
              tool: writer
              identity: {arguments: [identify], shows: 'board=(\\w+)', expected: acme}
              write: [write, '{image}']
              images: {factory: not-there.img}
            """;

    private static final String PROGRESS = "  progress: '(?<percent>\\d+) %'\n";

    private HandsLab lab;

    @BeforeClass
    void open() throws IOException {
        lab = new HandsLab();
    }

    @AfterClass(alwaysRun = true)
    void close() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(lab.folder().resolve(name), content);
    }

    private HandsLab.Result flash(String slot, Path image, String profile) throws IOException {
        return lab.run(
                "flash",
                slot,
                image.toString(),
                "--profile",
                file("box.yaml", profile).toString(),
                "--as",
                "anna");
    }

    @Test
    public void anImageIsWrittenAndTheDeviceStarts() throws IOException {
        var image = file("fw-2.img", "firmware 2.0.0");
        var digest = Digest.of(Files.readAllBytes(image)).hex();

        var result = flash("rig-1/a", image, PROFILE + FLASH);

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("rig-1/a: wrote fw-2.img by command writer, 14 bytes, SHA-256 " + digest)
                .contains("acme", "held until ");
        assertThat(lab.folder().resolve("written")).hasSameBinaryContentAs(image);
        HandsLab.awaitTrue("it boots", () -> lab.consoleOf("a").contains("booted"));
        assertThat(lab.run("hands", "log", "rig-1/a", "--output", "json").out())
                .contains("flash fw-2.img, 14 bytes, SHA-256 " + digest);
        assertThat(lab.journal()).contains("\"flash\"", digest);
        lab.run("power", "off", "rig-1/a", "--as", "anna");
    }

    @Test
    public void aFlashThatFailsNamesItsStepAndGivesTheSlotBack() throws IOException {
        var result = flash("rig-1/b", file("bad.img", "broken"), PROFILE + FLASH);

        assertThat(result.code()).isEqualTo(ExitCode.TROUBLE);
        assertThat(result.err()).contains("flash-failed", "flash: write", "no more room");
        // and another one recovers the device
        assertThat(flash("rig-1/b", file("good.img", "good"), PROFILE + FLASH).code())
                .isEqualTo(ExitCode.OK);
        lab.run("power", "off", "rig-1/b", "--as", "anna");
    }

    @Test
    public void howFarItIsIsToldMeanwhileAndNotToPrograms() throws Exception {
        var told = new StringWriter();
        var image = file("steady.img", "steady".repeat(50));
        var yaml = file("steady.yaml", PROFILE + FLASH + PROGRESS);
        var go = lab.folder().resolve("steady-go");
        var flashing =
                CompletableFuture.supplyAsync(() ->
                        lab.run(
                                told::write,
                                "flash",
                                "rig-1/b",
                                image.toString(),
                                "--profile",
                                yaml.toString(),
                                "--as",
                                "anna"));
        // the tool says 40 % and goes on when this is seen
        HandsLab.awaitTrue(
                "it is told",
                () -> told.toString().contains("rig-1/b: write, 40 %") || flashing.isDone());
        Files.createFile(go);

        var result = flashing.get(120, TimeUnit.SECONDS);
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(told.toString()).contains("rig-1/b: write, 40 %");
        assertThat(result.out()).doesNotContain("40 %").contains("rig-1/b: wrote steady.img");

        var json =
                lab.run(
                        "flash",
                        "rig-1/b",
                        image.toString(),
                        "--profile",
                        yaml.toString(),
                        "--as",
                        "anna",
                        "--output",
                        "json");
        assertThat(json.code()).as(json.err()).isEqualTo(ExitCode.OK);
        assertThat(json.out()).startsWith("{").contains("wrote steady.img");
        assertThat(json.err()).doesNotContain("40 %");
        lab.run("power", "off", "rig-1/b", "--as", "anna");
    }

    @Test
    public void powerOffCutsAFlashShort() throws Exception {
        var image = file("slow.img", "slow");
        var yaml = PROFILE + FLASH;
        var flashing =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return flash("rig-1/a", image, yaml);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        HandsLab.awaitTrue(
                "it writes",
                () -> Files.exists(lab.folder().resolve("writing")) || flashing.isDone());

        assertThat(lab.run("power", "off", "rig-1/a", "--as", "anna").code())
                .isEqualTo(ExitCode.OK);

        var result = flashing.get(120, TimeUnit.SECONDS);
        assertThat(result.code()).isEqualTo(ExitCode.TROUBLE);
        assertThat(lab.folder().resolve("go")).doesNotExist();
        assertThat(lab.run("status").out()).doesNotContain("anna until");
    }

    @Test
    public void whatCannotBeWrittenIsRefusedBeforeAnythingIsDone() throws IOException {
        var image = file("fw.img", "firmware");
        var none = flash("rig-1/a", image, PROFILE);
        assertThat(none.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(none.err()).contains("box.yaml has no section 'flash'");

        var empty = flash("rig-1/a", file("empty.img", ""), PROFILE + FLASH);
        assertThat(empty.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(empty.err()).contains("empty.img is empty");

        var marked =
                flash(
                        "rig-1/a",
                        file("empty.img", ""),
                        PROFILE + FLASH + "unverified: {flash.tool: x}\n");
        assertThat(marked.err()).contains("box.yaml: unverified: flash.tool: x");
        assertThat(empty.err()).doesNotContain("unverified");

        var large =
                flash(
                        "rig-1/a",
                        file("large.img", "too large"),
                        PROFILE + FLASH + "  max-size: 8B\n");
        assertThat(large.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(large.err())
                .contains("large.img has 9 bytes, and the profile's flash.max-size is 8");

        var tool = flash("rig-1/a", image, PROFILE + FLASH.replace("tool: writer", "tool: esp"));
        assertThat(tool.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(tool.err()).contains("no-such-tool", "flash-tools");

        var missing = flash("rig-1/a", lab.folder().resolve("no.img"), PROFILE + FLASH);
        assertThat(missing.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(missing.err()).contains("no.img cannot be read: no such file");
        assertThat(lab.journal()).doesNotContain("no.img", "empty.img", "large.img");
    }
}
