package org.proofmark.rigagent.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The tools are small shell scripts: real processes with real output, exit codes and children.
public final class CommandFlasherTest {
    private static final Duration AMPLE = Duration.ofMinutes(2);

    private Path folder;
    private Path image;
    private Path flash;
    private Steps heard;
    private Board board;

    @BeforeMethod
    public void aBoardAndAnImage() throws Exception {
        folder = Files.createTempDirectory("tool");
        image = Files.writeString(folder.resolve("image.bin"), "x".repeat(2000));
        flash = folder.resolve("flash");
        heard = new Steps();
        board = new Board(folder.resolve("tty"));
    }

    @AfterMethod
    public void away() throws Exception {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    public void anImageIsWrittenVerifiedAndProvenByTheToolsWord() throws Exception {
        var tool = tool(good());

        var flashed = flash(tool, plan(List.of("verify", "{image}"), Set.of(0), AMPLE));

        assertThat(Files.readAllBytes(flash)).isEqualTo(Files.readAllBytes(image));
        assertThat(flashed.method()).isEqualTo("command acme-flash");
        assertThat(flashed.bytes()).isEqualTo(2000);
        assertThat(flashed.digest()).isEqualTo(ImageFile.of(image).digest());
        assertThat(flashed.identity()).isEqualTo("ESP32-D0WD");
        assertThat(flashed.crc32()).isEmpty();
        assertThat(flashed.verified()).contains("compared");
        assertThat(heard.steps).containsExactly("power on", "identity", "write", "verify", "boot");
        assertThat(heard.sent).containsExactly(0L, 1000L, 2000L);
        assertThat(board.events).containsExactly("cycle", "lent", "given back", "cycle");
    }

    @DataProvider
    Object[][] esptools() {
        return new Object[][] {
            {
                "Chip is ESP32-D0WD-V3 (revision v3.1)",
                "Compressed 2000 bytes to 1200...\\n"
                        + "\\rWriting at 0x00010000... (50 %%)\\rWriting at 0x000101f4... (100 %%)\\n"
                        + "Hash of data verified.\\n"
            },
            {
                "Chip type:          ESP32-D0WD-V3 (revision v3.1)",
                "\\rWriting at 0x00010000 [===>  ]  50.0%% 600/1200 bytes... \\n"
                        + "\\rWriting at 0x000101f4 [======] 100.0%% 1200/1200 bytes... \\n"
            },
            {
                "Chip type:          ESP32-D0WD-V3 (revision v3.1)",
                "\\r\\033[KWriting at 0x00010000 [===>  ]  50.0%% 600/1200 bytes... \\033[F"
                        + "\\r\\033[KWriting at 0x000101f4 [======] 100.0%% 1200/1200 bytes... \\n"
            },
        };
    }

    /// A stand-in that prints what esptool 4 and 5 print (with and without a terminal's colours),
    /// with the patterns of docs/examples/profiles/tasmota-esp32-devkitc.yaml. No chip was here.
    @Test(dataProvider = "esptools")
    public void aStandInForEsptoolIsUnderstood(String chip, String writing) throws Exception {
        var tool =
                tool(
                        "case \"$3\" in\nchip_id) echo '"
                                + chip
                                + "' ;;\nwrite_flash) printf '"
                                + writing
                                + "'; cp \"$5\" \""
                                + flash
                                + "\" ;;\nverify_flash) cmp \"$5\" \""
                                + flash
                                + "\" ;;\n*) exit 2 ;;\nesac\n");
        var plan =
                new FlashSpec.Command(
                        "acme-flash",
                        List.of("--port", "{port}", "chip_id"),
                        Pattern.compile("Chip (?:is|type:) *(\\S+)"),
                        "ESP32-D0WD-V3",
                        List.of("--port", "{port}", "write_flash", "0x0", "{image}"),
                        List.of("--port", "{port}", "verify_flash", "0x0", "{image}"),
                        Optional.of(
                                Pattern.compile(
                                        "Writing at .*?(?<percent>\\d{1,3})(?:\\.\\d)? ?%")),
                        Set.of(0),
                        AMPLE,
                        FlashSpec.MAX_IMAGE_BYTES);

        var flashed = flash(tool, plan);

        assertThat(Files.readAllBytes(flash)).isEqualTo(Files.readAllBytes(image));
        assertThat(flashed.identity()).isEqualTo("ESP32-D0WD-V3");
        assertThat(heard.sent).containsExactly(1000L, 2000L);
    }

    @Test
    public void aToolThatComparesNothingIsNotSaidToHave() throws Exception {
        var flashed = flash(tool(good()), plan(List.of(), Set.of(0), AMPLE));

        assertThat(flashed.verified()).contains("nothing was read back");
    }

    @Test
    public void theToolGetsPortAndDigestAndNoShellReadsItsArguments() throws Exception {
        var seen = folder.resolve("seen");
        var tool =
                tool(
                        """
                        [ "$1" = chip ] && echo 'Chip is ESP32-D0WD' && exit 0
                        printf '%s\\n' "$@" > "SEEN"
                        """
                                .replace("SEEN", seen.toString()));

        var _ =
                flash(
                        tool,
                        new FlashSpec.Command(
                                "acme-flash",
                                List.of("chip"),
                                Pattern.compile("Chip is (\\S+)"),
                                "ESP32-D0WD",
                                List.of("{port}", "{sha256}", "$(id); `id`", "{image}"),
                                List.of(),
                                Optional.empty(),
                                Set.of(0),
                                AMPLE,
                                FlashSpec.MAX_IMAGE_BYTES));

        assertThat(Files.readAllLines(seen))
                .containsExactly(
                        folder.resolve("tty").toString(),
                        ImageFile.of(image).digest().hex(),
                        "$(id); `id`",
                        image.toString());
    }

    @Test
    public void anotherBoardIsLeftUntouched() throws Exception {
        var tool = tool(good().replace("ESP32-D0WD", "ESP32-C3"));

        assertFails(tool, plan(List.of(), Set.of(0), AMPLE))
                .hasMessageContaining("identity: acme-flash found 'ESP32-C3' where 'ESP32-D0WD'");
        assertThat(flash).doesNotExist();
        assertThat(board.events).containsExactly("cycle", "lent", "given back");
    }

    @Test
    public void aBoardThatSaysNothingOfItselfIsLeftUntouched() throws Exception {
        var tool = tool("[ \"$1\" = chip ] && echo 'no answer' && exit 0\n" + good());

        assertFails(tool, plan(List.of(), Set.of(0), AMPLE))
                .hasMessageContaining("did not show Chip is (\\S+)")
                .hasMessageContaining("it said: 'no answer'");
        assertThat(flash).doesNotExist();
    }

    @Test
    public void anExitCodeThatMeansNoSuccessIsNamedWithWhatWasSaidLast() throws Exception {
        var tool = tool(good().replace("cp ", "echo 'A fatal error: no sync' >&2; exit 2; cp "));

        assertFails(tool, plan(List.of(), Set.of(0, 3), AMPLE))
                .hasMessageContaining("write: ")
                .hasMessageContaining("ended with exit code 2, expected [0, 3]")
                .hasMessageContaining("A fatal error: no sync");
    }

    @Test
    public void aToolThatFindsADifferenceIsAFailure() throws Exception {
        var tool = tool(good().replace("cp ", "head -c 1999 image.bin > \"$3\"; : cp "));

        assertFails(tool, plan(List.of("verify", "{image}"), Set.of(0), AMPLE))
                .hasMessageContaining("verify: ")
                .hasMessageContaining("ended with exit code 1");
    }

    @Test
    public void aToolThatHangsIsEndedWithAllThatItStarted() throws Exception {
        var pids = folder.resolve("pids");
        var tool =
                tool(
                        """
                        [ "$1" = chip ] && echo 'Chip is ESP32-D0WD' && exit 0
                        sleep 1000 &
                        (sleep 1000 & echo $! >> "PIDS")
                        echo $! >> "PIDS"
                        echo "Connecting..."
                        wait
                        """
                                .replace("PIDS", pids.toString()));

        assertFails(tool, plan(List.of(), Set.of(0), Duration.ofSeconds(15)))
                .hasMessageContaining("did not end within 15 s and was ended")
                .hasMessageContaining("Connecting...");
        var children = Files.readAllLines(pids);
        assertThat(children).hasSize(2);
        for (var pid : children) {
            awaitGone(Long.parseLong(pid));
        }
    }

    private static void awaitGone(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            var _ = process.get().onExit().get(60, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    @Test
    public void aFloodOfOutputNeitherFillsTheHeapNorHoldsTheToolUp() throws Exception {
        var tool = tool("[ \"$1\" = write ] && head -c 30000000 /dev/zero | tr '\\0' x\n" + good());

        var flashed = flash(tool, plan(List.of(), Set.of(0), AMPLE));

        assertThat(flashed.bytes()).isEqualTo(2000);
        // the last line of the flood is the first of progress, cut off
        assertThat(heard.sent).containsExactly(1000L, 2000L);
    }

    @Test
    public void aProgressPatternWithoutEndStopsNoFlash() throws Exception {
        var tool = tool("[ \"$1\" = write ] && head -c 900 /dev/zero | tr '\\0' a\n" + good());
        var usual = plan(List.of(), Set.of(0), AMPLE);

        var flashed =
                flash(
                        tool,
                        new FlashSpec.Command(
                                usual.tool(),
                                usual.identity(),
                                usual.shows(),
                                usual.expected(),
                                usual.write(),
                                usual.verify(),
                                Optional.of(Pattern.compile("(a|aa)+(?<percent>\\d+)%")),
                                usual.accepted(),
                                usual.limit(),
                                usual.maxBytes()));

        assertThat(flashed.bytes()).isEqualTo(2000);
        assertThat(heard.sent).isEmpty();
    }

    @Test
    public void aTruncatedImageIsRefusedBeforeTheBoardIsTouched() throws Exception {
        var whole = ImageFile.of(image);
        Files.writeString(image, "x".repeat(1999));

        assertThatThrownBy(() ->
                        new CommandFlasher(
                                        plan(List.of(), Set.of(0), AMPLE),
                                        Map.of("acme-flash", tool(good())),
                                        Ticker.system(),
                                        heard)
                                .flash(board, whole))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining("image.bin has 1999 bytes")
                .hasMessageContaining("cut off, or another image");
        assertThat(board.events).isEmpty();
    }

    @Test
    public void aToolThatTheRigDoesNotAllowIsNotRun() {
        assertThatThrownBy(() ->
                        new CommandFlasher(
                                        plan(List.of(), Set.of(0), AMPLE),
                                        Map.of("openocd", Path.of("/usr/bin/openocd")),
                                        Ticker.system(),
                                        heard)
                                .flash(board, ImageFile.of(image)))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining(
                        "this rig's file allows no tool 'acme-flash', only [openocd]");
        assertThat(board.events).isEmpty();
    }

    @Test
    public void aToolThatIsNotThereIsNamed() throws Exception {
        assertFails(folder.resolve("nowhere"), plan(List.of(), Set.of(0), AMPLE))
                .hasMessageContaining("nowhere");
    }

    @Test
    public void aPlanThatProvesNoIdentityIsRefused() {
        assertThatThrownBy(() ->
                        new FlashSpec.Command(
                                "t",
                                List.of(),
                                Pattern.compile("(x)"),
                                "x",
                                List.of("{image}"),
                                List.of(),
                                Optional.empty(),
                                Set.of(0),
                                AMPLE,
                                FlashSpec.MAX_IMAGE_BYTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which board it is");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            Path tool, FlashSpec.Command plan) {
        return assertThatThrownBy(() -> flash(tool, plan)).isInstanceOf(FlashFailed.class);
    }

    private Flashed flash(Path tool, FlashSpec.Command plan) throws Exception {
        return new CommandFlasher(plan, Map.of("acme-flash", tool), Ticker.system(), heard)
                .flash(board, ImageFile.of(image));
    }

    private FlashSpec.Command plan(List<String> verify, Set<Integer> accepted, Duration limit) {
        return new FlashSpec.Command(
                "acme-flash",
                List.of("chip", "{port}"),
                Pattern.compile("Chip is (\\S+)"),
                "ESP32-D0WD",
                List.of("write", "{image}", flash.toString()),
                verify,
                Optional.of(Pattern.compile("Writing.*\\((?<percent>\\d+) %\\)")),
                accepted,
                limit,
                FlashSpec.MAX_IMAGE_BYTES);
    }

    private String good() {
        return """
        case "$1" in
        chip) echo 'Chip is ESP32-D0WD' ;;
        write) printf 'Writing at 0x1000... (0 %%)\\rWriting at 0x1400... (50 %%)\\rWriting at 0x1800... (100 %%)\\n'
               cp "$2" "$3" ;;
        verify) cmp "$2" "FLASH" ;;
        esac
        """
                .replace("FLASH", flash.toString());
    }

    private Path tool(String script) throws IOException {
        var file = folder.resolve("acme-flash");
        Files.writeString(file, "#!/bin/sh\ncd \"" + folder + "\"\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static final class Board implements Flasher.Target {
        private final Path port;
        private final List<String> events = new ArrayList<>();

        private Board(Path port) {
            this.port = port;
        }

        @Override
        public FlashLine line() {
            throw new AssertionError("a tool speaks for itself");
        }

        @Override
        public void powerCycle() {
            events.add("cycle");
        }

        @Override
        public void check() {}

        @Override
        public Flasher.Lent lend() {
            events.add("lent");
            return new Flasher.Lent() {
                @Override
                public Path port() {
                    return port;
                }

                @Override
                public void close() {
                    events.add("given back");
                }
            };
        }
    }

    private static final class Steps implements Flasher.Listener {
        private final List<String> steps = new ArrayList<>();
        private final List<Long> sent = new ArrayList<>();

        @Override
        public void step(String step) {
            steps.add(step);
        }

        @Override
        public void sent(long bytes, long size) {
            sent.add(bytes);
        }
    }
}
