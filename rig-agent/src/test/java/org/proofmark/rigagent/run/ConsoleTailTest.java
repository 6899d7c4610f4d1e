package org.proofmark.rigagent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.proofmark.domain.observation.SecretMask;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.proto.rig.v1.ConsoleLines;
import org.proofmark.rigagent.slot.TalkingRecording;
import org.proofmark.rigagent.testing.Folders;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class ConsoleTailTest {
    private final LinkedBlockingQueue<ConsoleLines> sent = new LinkedBlockingQueue<>();
    private final AtomicBoolean linkFree = new AtomicBoolean(true);
    private final SecretMask mask = new SecretMask();
    private Path folder;
    private TalkingRecording console;
    private ConsoleTail tail;

    @BeforeMethod
    void begin() throws Exception {
        linkFree.set(true);
        folder = Folders.scratch("tail");
        console = new TalkingRecording(folder);
        tail =
                new ConsoleTail(
                        new Attempt(new RunId("r1"), 2),
                        console.recording(),
                        mask,
                        lines -> linkFree.get() && sent.add(lines));
        tail.start();
    }

    @AfterMethod(alwaysRun = true)
    void end() throws Exception {
        tail.close();
        console.close();
        Folders.remove(folder);
        sent.clear();
    }

    private List<String> lines(int count) throws InterruptedException {
        var lines = new ArrayList<String>();
        while (lines.size() < count) {
            var next = sent.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("got %s so far", lines).isNotNull();
            lines.addAll(next.getLinesList());
        }
        return lines;
    }

    @Test
    public void sendsWholeLinesWhileTheAttemptGoesOn() throws Exception {
        console.say("U-Boot 20");
        console.say("26.01\r\n\u001b[32mready\u001b[0m\tnow\r\n");
        assertThat(lines(2)).containsExactly("U-Boot 2026.01", "ready now");
    }

    @Test
    public void showsAPromptAfterWhichNothingCame() throws Exception {
        console.say("login: ");
        assertThat(lines(1)).containsExactly("login: ");
    }

    @Test
    public void hidesASecretThatIsSplitOverReadsAndOneThatIsLearntWhileItIsHeldBack()
            throws Exception {
        mask.learn("known-one");
        console.say("it is kno");
        console.say("wn-one.\nand la");
        console.say("ter-one.\n");
        mask.learn("later-one");
        assertThat(lines(2)).containsExactly("it is [masked].", "and [masked].");
    }

    @Test
    public void saysWhatAGapIs() throws Exception {
        console.say("be");
        console.gap("the port hung up");
        console.say("after\n");
        assertThat(lines(3)).containsExactly("be", "(a gap: the port hung up)", "after");
    }

    @Test
    public void countsWhatTheLinkDidNotTakeAndWhatWasTooMuch() throws Exception {
        linkFree.set(false);
        console.say("one\ntwo\n");
        tail.close();
        assertThat(sent).isEmpty();
        var later =
                new ConsoleTail(
                        new Attempt(new RunId("r1"), 2), console.recording(), mask, sent::add);
        console.say("x\n".repeat(ConsoleTail.MAX_LINES));
        later.start();
        var first = sent.poll(60, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        assertThat(first.getLinesCount()).isEqualTo(ConsoleTail.MAX_LINES);
        assertThat(first.getDroppedLines()).isEqualTo(2);
        assertThat(first.getAttempt()).isEqualTo(2);
        later.close();
    }

    @Test
    public void tellsOfWhatWasLeftOutWhenTheLinkIsFreeAgain() throws Exception {
        var refused = new java.util.concurrent.CountDownLatch(1);
        var own = new LinkedBlockingQueue<ConsoleLines>();
        var busyOnce =
                new ConsoleTail(
                        new Attempt(new RunId("r1"), 1),
                        console.recording(),
                        mask,
                        lines -> {
                            if (refused.getCount() > 0) {
                                refused.countDown();
                                return false;
                            }
                            return own.add(lines);
                        });
        console.say("lost\nlost too\n");
        busyOnce.start();
        assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
        console.say("there\n");
        var next = own.poll(60, TimeUnit.SECONDS);
        busyOnce.close();
        assertThat(next).isNotNull();
        assertThat(next.getLinesList()).containsExactly("there");
        assertThat(next.getDroppedLines()).isEqualTo(2);
    }

    @Test
    public void sendsTheRestAtTheEnd() throws Exception {
        console.say("last words\nunfinished");
        tail.close();
        assertThat(lines(2)).containsExactly("last words", "unfinished");
    }

    @Test
    public void cutsALongLineAfterItIsMasked() throws Exception {
        mask.learn("Secret-9");
        console.say("y".repeat(ConsoleTail.MAX_LINE_CHARS - 4) + "Secret-9\n");
        var line = lines(1).getFirst();
        assertThat(line).hasSizeLessThanOrEqualTo(ConsoleTail.MAX_LINE_CHARS).endsWith("y[mas");
    }
}
