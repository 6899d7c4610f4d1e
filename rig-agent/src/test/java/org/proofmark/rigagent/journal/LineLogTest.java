package org.proofmark.rigagent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.proofmark.rigagent.testing.Folders;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class LineLogTest {
    private Path folder;
    private Path file;

    @BeforeMethod
    public void setUp() {
        folder = Folders.scratch("log");
        file = folder.resolve("log");
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        Folders.remove(folder);
    }

    private static List<String> lines(Random random) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            var line = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                // any text but a line feed: also quotes, umlauts, NUL
                line.append((char) (random.nextBoolean() ? 11 + random.nextInt(600) : 'a'));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private List<String> write(List<String> lines) throws IOException {
        try (var log = LineLog.open(file, line -> {})) {
            lines.forEach(log::append);
        }
        return lines;
    }

    private List<String> read() throws IOException {
        var seen = new ArrayList<String>();
        LineLog.open(file, seen::add).close();
        return seen;
    }

    @Test
    public void aFileCutAtAnyByteGivesTheWholeLinesBeforeTheCutAndTakesMore() throws IOException {
        long seed = System.nanoTime();
        var lines = write(lines(new Random(seed)));
        var whole = Files.readAllBytes(file);
        for (int cut = 0; cut <= whole.length; cut++) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            int complete = 0;
            for (int i = 0; i < cut; i++) {
                complete += whole[i] == '\n' ? 1 : 0;
            }
            assertThat(read())
                    .as("seed %d, cut at %d", seed, cut)
                    .isEqualTo(lines.subList(0, complete));
            try (var log = LineLog.open(file, line -> {})) {
                log.append("after");
            }
            var expected = new ArrayList<>(lines.subList(0, complete));
            expected.add("after");
            assertThat(read()).as("seed %d, cut at %d", seed, cut).isEqualTo(expected);
        }
    }

    @Test
    public void aByteThatChangedNeverGivesALineThatWasNotWritten() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var lines = write(lines(random));
        var whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThat(lines).as("seed %d, byte %d", seed, at).containsAll(read());
        }
    }

    @Test
    public void damageInTheMiddleIsCountedAndATornTailIsNot() throws IOException {
        write(List.of("one", "two", "three"));
        var bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);
        try (var log = LineLog.open(file, line -> {})) {
            assertThat(log.damagedLines()).isEqualTo(1);
        }
        assertThat(read()).containsExactly("one", "three");

        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        try (var log = LineLog.open(file, line -> {})) {
            assertThat(log.damagedLines()).isZero();
        }
        assertThat(read()).containsExactly("one");
    }

    @Test
    public void linesOfManyThreadsAreAllThereAndWhole() throws Exception {
        try (var log = LineLog.open(file, line -> {});
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                int number = i;
                var _ = threads.submit(() -> log.append("line " + number));
            }
        }
        assertThat(read()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    public void anInterruptedThreadStillWrites() throws IOException {
        try (var log = LineLog.open(file, line -> {})) {
            Thread.currentThread().interrupt();
            log.append("one");
            assertThat(Thread.interrupted()).isTrue();
            log.append("two");
        }
        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    public void aLineFeedWithinALineIsRefused() throws IOException {
        try (var log = LineLog.open(file, line -> {})) {
            assertThatThrownBy(() -> log.append("a\nb"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    public void aFileThatMayNotGrowLeavesWhatItHasAsItWas() throws Exception {
        // the kernel's own refusal, from a limit on file size: what a full disk does to a write
        var binary = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var writer =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "ulimit -f 64; exec \"$@\"",
                                "sh",
                                binary,
                                "-XX:-UsePerfData",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FullDiskWriter.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var said =
                new String(
                        writer.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(writer.waitFor()).isZero();
        int told = Integer.parseInt(said.strip());
        assertThat(told).isPositive();
        var expected = new ArrayList<String>();
        for (int i = 1; i <= told; i++) {
            expected.add(FullDiskWriter.line(i));
        }
        long before = Files.size(file);
        assertThat(read()).isEqualTo(expected);
        assertThat(file).hasSize(before);
    }
}
