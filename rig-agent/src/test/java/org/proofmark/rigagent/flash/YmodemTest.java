package org.proofmark.rigagent.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.testing.SkipTicker;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class YmodemTest {
    private static final Ymodem.Progress UNHEARD = (_, _) -> {};

    @Test
    public void theCrcIsThatOfXmodem() {
        var text = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(YmodemFrame.crc(text, text.length)).isEqualTo(0x31C3);
    }

    @DataProvider
    public Object[][] sizes() {
        return new Object[][] {{1}, {127}, {128}, {129}, {1023}, {1024}, {1025}, {5000}, {300_000}};
    }

    @DataProvider
    public Object[][] someSizes() {
        return new Object[][] {{1}, {1025}, {300_000}};
    }

    @Test(dataProvider = "sizes")
    public void aFileOfAnySizeArrivesWhole(int size) throws Exception {
        var ticker = new SkipTicker();
        var receiver = new ModelReceiver(ticker, 0, 0);
        var content = content(size, size);

        var sent = send(receiver, ticker, content);

        assertThat(receiver.file()).isEqualTo(content);
        assertThat(receiver.header).startsWith("image.itb\0" + size);
        assertThat(receiver.ended).isTrue();
        assertThat(sent).isEqualTo(new Ymodem.Sent(size, 0));
    }

    /// U-Boot listens for 2 s behind the header and asks for nothing; then it is deaf for 2 s.
    @Test
    public void aReceiverThatDoesNotAskForTheContentGetsItWhileItListens() throws Exception {
        var ticker = new SkipTicker();
        var receiver = new ModelReceiver(ticker, 0, 0);
        receiver.asksForContent = false;
        receiver.saysAgainByAsking = true;
        long begun = ticker.nanos();
        var firstAcknowledged = new ArrayList<Duration>();
        var content = content(1, 3000);

        var _ =
                new Ymodem(
                                receiver,
                                ticker,
                                (_, _) ->
                                        firstAcknowledged.add(
                                                Duration.ofNanos(ticker.nanos() - begun)))
                        .send("image.itb", new ByteArrayInputStream(content), content.length);

        assertThat(receiver.file()).isEqualTo(content);
        assertThat(firstAcknowledged.getFirst()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    public void aBlockThatWasNotHeardIsSentAgainWhenTheReceiverAsks() throws Exception {
        var ticker = new SkipTicker();
        var receiver = new ModelReceiver(ticker, 0, 0);
        receiver.saysAgainByAsking = true;
        var content = content(1, 3000);
        var frames = new int[1];
        var line =
                new FlashLine() {
                    @Override
                    public int read(byte[] into, Duration limit) {
                        return receiver.read(into, limit);
                    }

                    @Override
                    public void write(byte[] bytes) {
                        // block 2 is lost as a whole
                        if (++frames[0] != 3) {
                            receiver.write(bytes);
                        }
                    }
                };
        long begun = ticker.nanos();

        var sent = send(line, ticker, content);

        assertThat(receiver.file()).isEqualTo(content);
        assertThat(sent.resent()).isEqualTo(1);
        assertThat(Duration.ofNanos(ticker.nanos() - begun)).isLessThan(Ymodem.ANSWER_LIMIT);
    }

    @Test
    public void aSmallLastBlockHas128Bytes() {
        assertThat(YmodemFrame.data(1, content(1, 1024), 128)).hasSize(133);
        assertThat(YmodemFrame.data(1, content(1, 1024), 129)).hasSize(1029);
    }

    @Test
    public void overALineThatSpoilsBytesAFileArrivesWholeOrTheTransferFails() throws Exception {
        int whole = 0;
        for (long seed = 0; seed < 400; seed++) {
            var ticker = new SkipTicker();
            var receiver = new ModelReceiver(ticker, seed, seed % 4 * 0.0002);
            receiver.refusesFirstEnd = seed % 3 == 0;
            receiver.askAgainAtEnd = seed % 5 != 0;
            receiver.asksForContent = seed % 7 != 0;
            receiver.saysAgainByAsking = seed % 2 == 0;
            var content = content(seed, 1 + new Random(seed).nextInt(20_000));
            try {
                var _ = send(receiver, ticker, content);
                assertThat(receiver.file()).as("seed %d", seed).isEqualTo(content);
                whole++;
            } catch (FlashFailed e) {
                // an answer that was doubled: the receiver cancels, and nothing is claimed
                assertThat(e.getMessage()).as("seed %d", seed).contains("cancelled");
            }
        }
        assertThat(whole).isGreaterThan(380);
    }

    @Test
    public void spoiltBlocksAreCounted() throws Exception {
        var ticker = new SkipTicker();
        var receiver = new ModelReceiver(ticker, 5, 0.0005);

        var sent = send(receiver, ticker, content(1, 50_000));

        assertThat(sent.resent()).isPositive();
    }

    @Test
    public void aReceiverThatNeverAsksIsNamed() {
        var ticker = new SkipTicker();
        var silent = new SilentLine(ticker);

        assertThatThrownBy(() -> send(silent, ticker, content(1, 10)))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining("receiver asks: no 'C' came within 60 s");
        assertThat(silent.written).isEmpty();
    }

    @Test
    public void aReceiverThatEndsInMidFileIsNamedWithTheBlock() {
        var ticker = new SkipTicker();
        var receiver = new ModelReceiver(ticker, 0, 0);
        var deaf = new DeafAfter(receiver, ticker, 5);

        assertThatThrownBy(() -> send(deaf, ticker, content(1, 8_000)))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining("block 5 of 8: sent 10 times and not acknowledged");
    }

    @Test
    public void aReceiverThatCancelsIsObeyedAtOnce() {
        var ticker = new SkipTicker();
        var receiver = new ModelReceiver(ticker, 0, 0);
        receiver.cancelAfterBlocks = 3;

        assertThatThrownBy(() -> send(receiver, ticker, content(1, 8_000)))
                .isInstanceOf(FlashFailed.class)
                .hasMessage("block 3 of 8: the receiver cancelled the transfer");
    }

    @Test
    public void contentThatIsShorterThanStatedIsAnErrorAndNotAShortFile() {
        var ticker = new SkipTicker();
        var receiver = new ModelReceiver(ticker, 0, 0);

        assertThatThrownBy(() ->
                        new Ymodem(receiver, ticker, UNHEARD)
                                .send(
                                        "image.itb",
                                        new ByteArrayInputStream(content(1, 1500)),
                                        4000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended before its 4000 bytes");
        assertThat(receiver.ended).isFalse();
    }

    @Test
    public void progressGrowsToTheSize() throws Exception {
        var ticker = new SkipTicker();
        var heard = new ArrayList<Long>();

        var _ =
                new Ymodem(
                                new ModelReceiver(ticker, 0, 0),
                                ticker,
                                (acknowledged, _) -> heard.add(acknowledged))
                        .send("f", new ByteArrayInputStream(content(1, 2500)), 2500);

        assertThat(heard).containsExactly(1024L, 2048L, 2500L);
    }

    @Test
    public void aNameThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> YmodemFrame.header("x".repeat(2000), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 1000 bytes");
    }

    /// The other end is lrzsz's `rb`, of which nobody here wrote a line.
    @Test(dataProvider = "someSizes")
    public void lrzszTakesWhatIsSent(int size) throws Exception {
        var folder = Files.createTempDirectory("ymodem");
        var content = content(size, size);
        var rb = rb(folder);
        try {
            var _ = send(new ProcessLine(rb), Ticker.system(), content);

            assertThat(rb.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readAllBytes(folder.resolve("image.itb"))).isEqualTo(content);
        } finally {
            rb.destroyForcibly();
            delete(folder);
        }
    }

    private static Process rb(Path folder) {
        try {
            return new ProcessBuilder("rb", "--ymodem", "--binary", "--overwrite", "--quiet")
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("rb.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "This test needs the program rb of lrzsz and cannot start it (Debian, Ubuntu:"
                            + " `apt install lrzsz`)",
                    e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Ymodem.Sent send(FlashLine line, Ticker ticker, byte[] content)
            throws Exception {
        return new Ymodem(line, ticker, UNHEARD)
                .send("image.itb", new ByteArrayInputStream(content), content.length);
    }

    private static byte[] content(long seed, int size) {
        var content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    private static final class SilentLine implements FlashLine {
        private final SkipTicker ticker;
        private final ArrayList<byte[]> written = new ArrayList<>();

        private SilentLine(SkipTicker ticker) {
            this.ticker = ticker;
        }

        @Override
        public int read(byte[] into, Duration limit) {
            ticker.skip(limit);
            return 0;
        }

        @Override
        public void write(byte[] bytes) {
            written.add(bytes);
        }
    }

    /// The device hangs before it takes this frame; the header is frame 0.
    private static final class DeafAfter implements FlashLine {
        private final ModelReceiver receiver;
        private final SkipTicker ticker;
        private final int frames;
        private int seen;

        private DeafAfter(ModelReceiver receiver, SkipTicker ticker, int frames) {
            this.receiver = receiver;
            this.ticker = ticker;
            this.frames = frames;
        }

        @Override
        public int read(byte[] into, Duration limit) {
            if (seen <= frames) {
                return receiver.read(into, limit);
            }
            ticker.skip(limit);
            return 0;
        }

        @Override
        public void write(byte[] bytes) {
            if (seen++ < frames) {
                receiver.write(bytes);
            }
        }
    }
}
