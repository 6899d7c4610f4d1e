package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.profile.FlashSpec;
import org.testng.annotations.Test;

public class AssessInputTest {
    @Test
    public void anEmptyCommandIsRefusedBeforeAnythingStarts() throws IOException {
        var profile = Files.createTempFile("profile", ".yaml");
        var err = new StringWriter();
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintWriter(Writer.nullWriter()),
                        new PrintWriter(err, true),
                        false);
        try {
            Files.writeString(profile, PROFILE);
            int code =
                    Main.commandLine(terminal)
                            .execute("assess", profile.toString(), "--device", " ");

            assertThat(err.toString()).contains("--device is empty");
            assertThat(code).isEqualTo(ExitCode.UNUSABLE);
        } finally {
            Files.delete(profile);
        }
    }

    @Test
    public void aFirmwareImageThatCannotBeUsedIsRefusedBeforeAnythingStarts() throws IOException {
        var folder = Files.createTempDirectory("profile");
        try {
            Files.createDirectory(folder.resolve("folder"));
            Files.createFile(folder.resolve("empty"));
            try (var large = new java.io.RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
                large.setLength(FlashSpec.MAX_IMAGE_BYTES + 1L);
            }
            assertThat(refused(folder, PROFILE + FLASH.replace("FILE", "missing")))
                    .contains("flash.images.factory of ")
                    .contains("missing cannot be read: no such file");
            assertThat(refused(folder, PROFILE + FLASH.replace("FILE", "empty")))
                    .contains("empty is empty");
            assertThat(assess(folder, "missing")).contains("missing cannot be read: no such file");
            assertThat(assess(folder, "folder")).contains("folder is a folder; a file is wanted");
            assertThat(assess(folder, "empty")).contains("empty is empty");
            assertThat(assess(folder, "large"))
                    .contains("large is too large: it has 67108865 bytes");
        } finally {
            for (var name : List.of("folder", "empty", "large", "box.yaml")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    /// What it says to a profile with that image, with exit code 3.
    private static String assess(Path folder, String image) throws IOException {
        var said =
                refused(
                        folder,
                        PROFILE.replace(
                                "model: B1", "model: B1\nfirmware: {image: " + image + "}"));
        assertThat(said).contains("firmware.image of " + folder.resolve("box.yaml"));
        return said;
    }

    @Test
    public void anotherNetworkAndOneForARigsFileAreRefusedBeforeAnythingStarts()
            throws IOException {
        var folder = Files.createTempDirectory("profile");
        try {
            assertThat(refused(folder, PROFILE, "--device", "x", "--network", "vlan"))
                    .contains("--network vlan: no such kind; wanted is host or namespace");
            assertThat(refused(folder, PROFILE, "--rig", "rig.yaml", "--network", "namespace"))
                    .contains("--network namespace: the slots of --rig have what the rig's file");
            assertThat(refusedWords("demo", "--network", "vlan")).contains("no such kind");
            assertThat(refusedWords("demo", "--real", "--network", "namespace"))
                    .contains("a network of QEMU's own");
        } finally {
            Files.deleteIfExists(folder.resolve("box.yaml"));
            Files.delete(folder);
        }
    }

    private static String refused(Path folder, String yaml) throws IOException {
        return refused(folder, yaml, "--device", "x");
    }

    private static String refused(Path folder, String yaml, String... options) throws IOException {
        var profile = Files.writeString(folder.resolve("box.yaml"), yaml);
        var words = new ArrayList<>(List.of("assess", profile.toString()));
        words.addAll(List.of(options));
        return refusedWords(words.toArray(String[]::new));
    }

    private static String refusedWords(String... words) {
        var err = new StringWriter();
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintWriter(Writer.nullWriter()),
                        new PrintWriter(err, true),
                        false);
        assertThat(Main.commandLine(terminal).execute(words)).isEqualTo(ExitCode.UNUSABLE);
        return err.toString();
    }

    private static final String FLASH =
            """
            flash:
              kind: command
              tool: writer
              identity: {arguments: [id], shows: '(.+)', expected: box}
              write: ['{image}']
              images: {factory: FILE}
            """;

    private static final String PROFILE =
            """
            format: proofmark-profile/1
            id: box
            manufacturer: Box
            model: B1
            wiring: [power, console, "button:reset"]
            boot: {marks: [{console: 'up'}]}
            interfaces: {}
            credentials: {}
            reset-paths:
              button:
                steps: [{press: reset, for: 1s}, {release: reset}]
                marks: [{console: 'erased'}]
            """;
}
