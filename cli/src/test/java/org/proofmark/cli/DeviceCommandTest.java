package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.Terminal;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// With scripts in place of those of virtual-lab/qemu that write down how they were called.
public class DeviceCommandTest {
    private static final List<String> IMAGES =
            List.of(
                    "firmware.img",
                    "base.itb",
                    "product-1.0.0.itb",
                    "product-2.0.0.itb",
                    "proofmark-qemu.yaml",
                    "u-boot.img",
                    "environment.img",
                    "data.img",
                    "packages.txt");

    private final StringWriter out = new StringWriter();
    private Path folder = Path.of("");
    private Path image = Path.of("");

    @BeforeMethod
    public void writeScripts() throws IOException {
        out.getBuffer().setLength(0);
        folder = Files.createTempDirectory("qemu-scripts");
        image = Files.createDirectory(folder.resolve("an image"));
        for (String name : IMAGES) {
            Files.createFile(image.resolve(name));
        }
        script("device", "exit 0");
        script("packages", "");
        script("install", "echo install \"$@\" >> " + calls());
        script("build", "echo build \"$@\" >> " + calls() + "\necho '" + image + "'");
    }

    private String calls() {
        return "'" + folder.resolve("calls") + "'";
    }

    private void script(String name, String body) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int build(boolean yes, boolean fresh) {
        var writer = new PrintWriter(out, true);
        var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), writer, writer, false);
        return new DeviceCommand(terminal).build(new QemuScripts(terminal, folder), yes, fresh);
    }

    private List<String> made() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).stream().map(String::strip).toList();
    }

    @Test
    public void itSaysWhereEachImageIs() throws IOException {
        assertThat(build(false, false)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Images: " + image).contains(IMAGES);
        assertThat(out.toString()).contains("--policy random --image '" + image + "'");
        assertThat(made()).containsExactly("build");
    }

    @Test
    public void missingPackagesAreNamedAndInstalledBeforeTheBuild() throws IOException {
        script("packages", "echo qemu-system-arm\necho cpio");
        build(false, false);
        assertThat(out.toString()).contains("needs Debian packages: qemu-system-arm cpio");
        assertThat(made()).containsExactly("install", "build");
    }

    @Test
    public void yesAndFreshAreHandedOn() throws IOException {
        script("packages", "echo cpio");
        build(true, true);
        assertThat(made()).containsExactly("install --yes", "build --fresh");
    }

    @Test
    public void whoSaysNoIsToldWhatToInstallAndNothingIsBuilt() throws IOException {
        script("packages", "echo cpio");
        script("install", "echo install >> " + calls() + "\nexit 1");
        assertThatThrownBy(() -> build(false, false))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("apt-get install cpio");
        assertThat(made()).containsExactly("install");
    }

    @Test
    public void aBuildThatFailsIsTrouble() throws IOException {
        script("build", "exit 1");
        assertThatThrownBy(() -> build(false, false))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("virtual-lab/qemu/build failed");
    }

    @Test
    public void aBuildThatNamesNothingIsTrouble() throws IOException {
        script("build", "");
        assertThatThrownBy(() -> build(false, false))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("named no image");
    }

    @Test
    public void anImageThatIsNotThereIsTrouble() throws IOException {
        Files.delete(image.resolve("product-2.0.0.itb"));
        assertThatThrownBy(() -> build(false, false))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("product-2.0.0.itb");
    }

    @Test
    public void withoutTheScriptsItSaysWhereToRun() throws IOException {
        Files.delete(folder.resolve("device"));
        assertThatThrownBy(() -> build(false, false))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("in a checkout of the repository");
    }

    @Test
    public void deviceWithoutASubcommandIsUnusable() {
        var writer = new PrintWriter(out, true);
        var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), writer, writer, false);
        assertThat(Main.commandLine(terminal).execute("device")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(out.toString()).contains("device wants a subcommand: build");
    }
}
