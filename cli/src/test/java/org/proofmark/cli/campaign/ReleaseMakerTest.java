package org.proofmark.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.profile.UpdateSpec;
import org.proofmark.domain.profile.VersionScheme;
import org.proofmark.domain.update.Release;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class ReleaseMakerTest {
    private Path folder;

    @BeforeMethod
    void make() throws IOException {
        folder = Files.createTempDirectory("release-maker");
    }

    @AfterMethod(alwaysRun = true)
    void remove() {
        Releases.remove(folder);
    }

    private String profile() {
        return folder.resolve("cam.yaml").toString();
    }

    private static UpdateSpec spec(UpdateSpec.Releases releases) {
        return new UpdateSpec(
                releases,
                new VersionScheme.Dotted(),
                "1.0",
                List.of("1.1", "1.2"),
                Optional.of("0.9"),
                List.of(),
                new UpdateSpec.Look.AtPowerOn(),
                Duration.ofMinutes(1),
                Optional.empty(),
                Duration.ofMinutes(1),
                List.of(new UpdateSpec.OwnCase("lab", "1.5", UpdateSpec.Expect.REFUSE)));
    }

    private UpdateSpec command(String script) throws IOException {
        var file = folder.resolve("make release");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return spec(new UpdateSpec.Releases.Command("'./make release' --for test"));
    }

    @Test
    void theMakersProgramIsAskedForEachCaseBesideTheProfile() throws IOException {
        var spec =
                command(
                        """
                        [ "$1 $2" = "--for test" ] || exit 9
                        mkdir "$5/deep" && echo "$3 $4" >"$5/deep/manifest" && echo same >"$5/same"
                        """);
        Path made;
        try (var releases = ReleaseMaker.of(spec, profile())) {
            assertThat(releases.missing()).isEmpty();
            assertThat(releases.releases())
                    .extracting(Release::name, Release::version)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("current", "1.0"),
                            org.assertj.core.groups.Tuple.tuple("newer", "1.1"),
                            org.assertj.core.groups.Tuple.tuple("newer-2", "1.2"),
                            org.assertj.core.groups.Tuple.tuple("older", "0.9"),
                            org.assertj.core.groups.Tuple.tuple("sibling", "1.1"),
                            org.assertj.core.groups.Tuple.tuple("other-key", "1.1"),
                            org.assertj.core.groups.Tuple.tuple("expired-signer", "1.1"),
                            org.assertj.core.groups.Tuple.tuple("unsigned", "1.1"),
                            org.assertj.core.groups.Tuple.tuple("lab", "1.5"));
            var newer2 = releases.releases().get(2);
            assertThat(newer2.files())
                    .extracting(Release.ReleaseFile::path)
                    .containsExactly("deep/manifest", "same");
            assertThat(releases.contents().get(newer2.files().getFirst().digest()))
                    .hasContent("newer 1.2");
            // one content for the file that all of them have
            assertThat(releases.contents()).hasSize(10);
            made = releases.made().orElseThrow();
            assertThat(made).exists();
        }
        assertThat(made).doesNotExist();
    }

    @Test
    void whatTheMakerCannotMakeIsMissingWithWhatItSaid() throws IOException {
        var spec =
                command(
                        """
                        case $3 in
                            older|sibling) echo "no key for $3" >&2; exit 3 ;;
                            unsigned) ;;
                            *) echo "$3 $4" >"$5/image" ;;
                        esac
                        """);
        assertThatThrownBy(() -> ReleaseMaker.of(spec, profile()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("release unsigned")
                .hasMessageContaining("1 to 1000 files");
        var mended =
                command(
                        """
                        case $3 in
                            older|sibling) echo "no key for $3" >&2; exit 3 ;;
                            *) echo "$3 $4" >"$5/image" ;;
                        esac
                        """);
        try (var releases = ReleaseMaker.of(mended, profile())) {
            assertThat(releases.missing().keySet()).containsExactly("older", "sibling");
            assertThat(releases.missing().get("sibling"))
                    .contains("sibling 1.1 FOLDER")
                    .contains("exit code 3")
                    .contains("no key for sibling");
            assertThat(releases.releases()).extracting(Release::name).doesNotContain("older");
            assertThat(releases.notes())
                    .hasSize(2)
                    .allMatch(n -> n.startsWith("no release '") && n.contains("no key for"));
        }
    }

    @Test
    void withoutTheNewerReleaseThereIsNothingToTest() throws IOException {
        var spec = command("exit 1");
        assertThatThrownBy(() -> ReleaseMaker.of(spec, profile()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("without the release 'newer' nothing is tested");
    }

    @Test
    void aProgramThatDoesNotEndIsEndedAndItsReleaseIsMissing() throws IOException {
        var spec =
                command(
                        """
                        [ "$3" = other-key ] && exec sleep 600
                        echo "$3 $4" >"$5/image"
                        """);
        try (var releases = new ReleaseMaker(spec, profile(), Duration.ofSeconds(45)).make()) {
            assertThat(releases.missing().keySet()).containsExactly("other-key");
            assertThat(releases.missing().get("other-key")).contains("did not end within 45 s");
        }
    }

    @Test
    void foldersAreReadAsTheyStandBesideTheProfile() throws IOException {
        var spec = spec(new UpdateSpec.Releases.Folder("releases"));
        assertThatThrownBy(() -> ReleaseMaker.of(spec, profile()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("is no folder; it wants one folder per case");
        var newer = Files.createDirectories(folder.resolve("releases/newer"));
        Files.writeString(newer.resolve("image.bin"), "firmware");
        try (var releases = ReleaseMaker.of(spec, profile())) {
            assertThat(releases.releases()).extracting(Release::name).containsExactly("newer");
            assertThat(releases.missing()).hasSize(8).containsKey("current");
            assertThat(releases.missing().get("unsigned")).contains("releases/unsigned");
            assertThat(releases.contents().values()).containsExactly(newer.resolve("image.bin"));
        }
        assertThat(newer.resolve("image.bin")).exists();
        var link = Files.createSymbolicLink(newer.resolve("link"), newer.resolve("image.bin"));
        assertThatThrownBy(() -> ReleaseMaker.of(spec, profile()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("no links");
        Files.delete(link);
        Files.writeString(newer.resolve("a\tb"), "x");
        assertThatThrownBy(() -> ReleaseMaker.of(spec, profile()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("control characters");
    }
}
