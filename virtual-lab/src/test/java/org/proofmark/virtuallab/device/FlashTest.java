package org.proofmark.virtuallab.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/// What is in flash is whole, whenever the power went.
public final class FlashTest {
    private static final int CUTS = 12;

    /// Writes maps whose values are all the same number, for ever.
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            var flash = new Flash(Path.of(arguments[0]));
            for (int i = 0; ; i++) {
                var n = "%06d".formatted(i);
                flash.write("settings", Map.of("a", n, "b", n.repeat(500), "c", n));
                if (i == 0) {
                    System.out.println("started");
                }
            }
        }
    }

    @Test
    public void readsBackWhatWasWritten() throws IOException {
        var flash = new Flash(Files.createTempDirectory("flash-"));
        assertThat(flash.read("settings")).isEmpty();
        var content = Map.of("a=b", "c\nd%=ü", "empty", "", "x", " y ");
        flash.write("settings", content);
        assertThat(flash.read("settings")).contains(content);
    }

    @Test
    public void killedInMidWriteLeavesTheOldOrTheNew() throws Exception {
        var folder = Files.createTempDirectory("flash-");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int cut = 0; cut < CUTS; cut++) {
            var writer =
                    new ProcessBuilder(
                                    System.getProperty("java.home") + "/bin/java",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Writer.class.getName(),
                                    folder.toString())
                            .start();
            assertThat(writer.getInputStream().read()).isEqualTo('s');
            // the cut's place is random; only that it comes in mid-run matters
            assertThat(writer.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS)).isFalse();
            writer.destroyForcibly().waitFor();
            assertWhole(new Flash(folder).read("settings").orElseThrow());
        }
    }

    private static void assertWhole(Map<String, String> content) {
        assertThat(content).containsOnlyKeys("a", "b", "c");
        var n = content.getOrDefault("a", "");
        assertThat(n).hasSize(6);
        assertThat(content).containsEntry("b", n.repeat(500)).containsEntry("c", n);
    }

    @Test
    public void leftoverOfACutWriteIsInNobodysWay() throws IOException {
        var folder = Files.createTempDirectory("flash-");
        Files.writeString(folder.resolve("settings.aside"), "a=1\nb");
        var flash = new Flash(folder);
        assertThat(flash.read("settings")).isEmpty();
        flash.write("settings", Map.of("a", "2"));
        assertThat(flash.read("settings")).contains(Map.of("a", "2"));
    }

    @Test
    public void filesAreForTheOwnerOnly() throws IOException {
        var folder = Files.createTempDirectory("flash-");
        new Flash(folder).write("settings", Map.of());
        assertThat(Files.getPosixFilePermissions(folder.resolve("settings")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }
}
