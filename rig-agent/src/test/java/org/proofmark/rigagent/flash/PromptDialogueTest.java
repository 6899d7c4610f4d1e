package org.proofmark.rigagent.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.proofmark.bench.watch.DeviceWatch;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.Test;

/// A boot loader's line whose time passes when nothing comes.
public final class PromptDialogueTest {
    private static final Pattern AUTOBOOT = Pattern.compile("Hit any key");
    private static final Pattern PROMPT = Pattern.compile("(?m)^=> ");
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String BANNER = "\r\nU-Boot 2024.01 (Jan 08 2024)\r\n";
    private static final String PANIC = "[    2.000001] Kernel panic - not syncing: no init\r\n";

    private final AtomicLong nanos = new AtomicLong();
    private final Ticker ticker = nanos::get;
    private final Deque<String> says = new ArrayDeque<>();
    private Duration waited = Duration.ZERO;

    private final FlashLine line =
            new FlashLine() {
                @Override
                public int read(byte[] into, Duration limit) {
                    var next = says.poll();
                    if (next == null) {
                        nanos.addAndGet(limit.toNanos());
                        waited = waited.plus(limit);
                        return 0;
                    }
                    var bytes = next.getBytes(StandardCharsets.ISO_8859_1);
                    System.arraycopy(bytes, 0, into, 0, bytes.length);
                    return bytes.length;
                }

                @Override
                public void write(byte[] bytes) {
                    // nobody listens
                }
            };

    private PromptDialogue dialogue(String... pieces) {
        says.clear();
        says.addAll(java.util.List.of(pieces));
        waited = Duration.ZERO;
        var dialogue = new PromptDialogue(line, ticker);
        dialogue.powered();
        return dialogue;
    }

    private FlashFailed failed(String... pieces) {
        var dialogue = dialogue(pieces);
        var failed =
                catchThrowableOfType(
                        FlashFailed.class, () -> dialogue.await("stop autoboot", AUTOBOOT, LIMIT));
        assertThat(failed).isNotNull();
        assertThat(failed.step()).isEqualTo("stop autoboot");
        return failed;
    }

    @Test
    public void aPanicEndsTheStepLongBeforeItsLimit() {
        var failed = failed(BANNER, "Starting kernel ...\r\n", PANIC);
        assertThat(failed.what())
                .contains("device-panic", "not syncing: no init", "stands still")
                .contains("it said last: 'U-Boot 2024.01", "Starting kernel ... | ");
        assertThat(waited).isBetween(DeviceWatch.STANDSTILL, Duration.ofSeconds(15));
    }

    @Test
    public void aBootLoopEndsTheStepAtOnce() {
        assertThat(failed(BANNER, BANNER, BANNER, BANNER).what()).contains("device-boot-loop");
        assertThat(waited).isZero();
    }

    @Test
    public void aDeviceThatHangsIsNamedWithLimitAndLastOutputMadeVisible() {
        var failed = failed(BANNER, "DRAM: \u001b[2J 128 MiB");
        assertThat(failed.what())
                .contains("did not show Hit any key within 600 s")
                .contains("DRAM: \\x1b[2J 128 MiB'")
                .doesNotContain("\u001b");
        assertThat(failed("").what()).endsWith("it said last: nothing");
    }

    @Test
    public void aLoaderThatAnswersIsUsedWhateverTheOldSystemDid() throws Exception {
        var dialogue = dialogue(BANNER, PANIC, BANNER, "Hit any key", "\r\n=> ");
        assertThat(dialogue.await("stop autoboot", AUTOBOOT, LIMIT)).contains("Hit any key");
        assertThat(dialogue.await("stop autoboot", PROMPT, LIMIT)).endsWith("=> ");
    }

    @Test
    public void whatWasSaidBeforePowerOnIsNobodysFault() throws Exception {
        var dialogue = dialogue(PANIC + BANNER.repeat(9));
        dialogue.forget();
        dialogue.powered();
        says.add(BANNER + "Hit any key");
        assertThat(dialogue.await("stop autoboot", AUTOBOOT, LIMIT)).contains("Hit any key");
    }
}
