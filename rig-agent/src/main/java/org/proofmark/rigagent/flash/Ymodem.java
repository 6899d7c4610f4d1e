package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.proofmark.domain.time.Ticker;

/// Sends one file by YMODEM with CRC in blocks of 1024 bytes, as U-Boot's `loady` and lrzsz's `rb`
/// take it (C. Forsberg, *XMODEM/YMODEM Protocol Reference*, 1988).
///
/// A lost or spoilt block is sent again, up to ten times. The protocol cannot prove that the file
/// arrived: an acknowledgement that the line doubled counts for the next block, too. Compare a
/// digest on the target afterwards.
///
/// One instance per transfer.
public final class Ymodem {
    /// How long a receiver may take until it asks for the file.
    public static final Duration ASK_LIMIT = Duration.ofSeconds(60);

    /// How long a receiver may be silent after a block. Receivers ask again after 2 s (U-Boot) to
    /// 10 s (lrzsz), so that theirs comes before ours.
    public static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

    /// How long a receiver may take to ask for what follows the end of a file. Some never do.
    public static final Duration FOLLOW_LIMIT = Duration.ofSeconds(3);

    /// How long a receiver may take to ask for the content after it has acknowledged the header.
    /// lrzsz asks at once and throws away what came before; U-Boot does not ask, listens for 2 s
    /// and is then deaf for 2 s.
    public static final Duration CONTENT_LIMIT = Duration.ofMillis(700);

    /// After a block that was not acknowledged at once, the line is let fall silent for so long: a
    /// receiver may have answered to what was spoilt and to what was left of it, and an answer that
    /// is taken for that to the next block leads both out of step.
    public static final Duration QUIET = Duration.ofMillis(300);

    /// A line that does not fall silent for so long is full of noise, and is written to all the
    /// same.
    public static final Duration NOISE_LIMIT = Duration.ofSeconds(3);

    /// How often a block is sent.
    public static final int MAX_TRIES = 10;

    private final FlashLine line;
    private final Ticker ticker;
    private final Progress progress;
    private final byte[] buffer = new byte[256];
    private int resent;
    private boolean cancelling;
    private boolean troubled;

    /// Hears how far a transfer is.
    @FunctionalInterface
    public interface Progress {
        /// @param acknowledged bytes that the receiver has acknowledged
        /// @param size bytes of the file
        void sent(long acknowledged, long size);
    }

    /// What a transfer took.
    ///
    /// @param bytes of the file
    /// @param resent blocks that went out more than once
    public record Sent(long bytes, int resent) {}

    private enum Answer {
        ACK,
        NAK,
        ASK,
        SILENCE
    }

    public Ymodem(FlashLine line, Ticker ticker, Progress progress) {
        this.line = line;
        this.ticker = ticker;
        this.progress = progress;
    }

    /// Waits until the receiver asks for a file and sends it.
    ///
    /// @param name as the receiver shall know it
    /// @param size of the content in bytes, 1 or more
    /// @throws FlashFailed where the receiver does not ask, gives up, or does not acknowledge a
    ///   block
    /// @throws IOException where the line is gone, or the content ends before its size
    public Sent send(String name, InputStream content, long size)
            throws IOException, InterruptedException, FlashFailed {
        if (size < 1) {
            throw new IllegalArgumentException("a file to send wants 1 byte or more, got " + size);
        }
        awaitAsk();
        deliver("header", YmodemFrame.header(name, size));
        follow();
        blocks(content, size);
        end();
        return new Sent(size, resent);
    }

    /// Tells the receiver to give up. Five of them, since a single one may be noise.
    public void cancel() throws IOException {
        byte can = YmodemFrame.CAN;
        line.write(new byte[] {can, can, can, can, can});
    }

    private void awaitAsk() throws IOException, InterruptedException, FlashFailed {
        if (answer("receiver asks", ASK_LIMIT, Answer.ASK) != Answer.ASK) {
            throw new FlashFailed(
                    "receiver asks",
                    "no 'C' came within "
                            + ASK_LIMIT.toSeconds()
                            + " s; is a receiver started on the device?");
        }
    }

    private void blocks(InputStream content, long size)
            throws IOException, InterruptedException, FlashFailed {
        long count = (size + YmodemFrame.LARGE - 1) / YmodemFrame.LARGE;
        var data = new byte[YmodemFrame.LARGE];
        long acknowledged = 0;
        for (long number = 1; number <= count; number++) {
            int length = (int) Math.min(YmodemFrame.LARGE, size - acknowledged);
            if (content.readNBytes(data, 0, length) < length) {
                throw new IOException(
                        "the content ended before its " + size + " bytes: did the file change?");
            }
            deliver("block " + number + " of " + count, YmodemFrame.data(number, data, length));
            acknowledged += length;
            progress.sent(acknowledged, size);
        }
    }

    /// Sends a frame until it is acknowledged. U-Boot says that it wants one again as it asked for
    /// the first.
    private void deliver(String step, byte[] frame)
            throws IOException, InterruptedException, FlashFailed {
        for (int attempt = 1; attempt <= MAX_TRIES; attempt++) {
            resent += attempt > 1 ? 1 : 0;
            forgetInput(step);
            line.write(frame);
            if (answer(step, ANSWER_LIMIT, Answer.ACK, Answer.NAK, Answer.ASK) == Answer.ACK) {
                troubled = attempt > 1;
                return;
            }
            troubled = true;
        }
        throw new FlashFailed(
                step,
                "sent "
                        + MAX_TRIES
                        + " times and not acknowledged; the line loses bytes, or the receiver has"
                        + " ended");
    }

    /// After a header: the receiver asks for the content.
    private void follow() throws IOException, InterruptedException, FlashFailed {
        var _ = answer("receiver asks for the content", CONTENT_LIMIT, Answer.ASK, Answer.NAK);
    }

    /// A receiver may refuse the first EOT, to make sure that it is none of the line's noise.
    private void end() throws IOException, InterruptedException, FlashFailed {
        var step = "end of file";
        for (int attempt = 1; attempt <= MAX_TRIES; attempt++) {
            forgetInput(step);
            line.write(new byte[] {YmodemFrame.EOT});
            switch (answer(step, ANSWER_LIMIT, Answer.ACK, Answer.NAK, Answer.ASK)) {
                case ACK -> {
                    var _ = answer(step, FOLLOW_LIMIT, Answer.ASK);
                    endBatch();
                    return;
                }
                case ASK -> {
                    // the acknowledgement was lost, and the next file is asked for
                    endBatch();
                    return;
                }
                case NAK, SILENCE -> {}
            }
        }
        throw new FlashFailed(
                step, "said " + MAX_TRIES + " times and not acknowledged by the receiver");
    }

    /// The file is acknowledged; a receiver that does not acknowledge the batch's end has it too.
    private void endBatch() throws IOException, InterruptedException, FlashFailed {
        line.write(YmodemFrame.endOfBatch());
        var _ = answer("end of batch", FOLLOW_LIMIT, Answer.ACK);
    }

    /// What came before a frame went out is no answer to it.
    private void forgetInput(String step) throws IOException, InterruptedException, FlashFailed {
        var deadline = ticker.deadline(step, NOISE_LIMIT);
        var quiet = troubled ? QUIET : Duration.ZERO;
        int count;
        while ((count = line.read(buffer, quiet)) > 0 && !deadline.passed()) {
            for (int k = 0; k < count; k++) {
                noteCancel(buffer[k], step);
            }
        }
    }

    /// The first byte that is one of the wanted answers; what else comes is noise.
    private Answer answer(String step, Duration limit, Answer... wanted)
            throws IOException, InterruptedException, FlashFailed {
        var deadline = ticker.deadline(step, limit);
        var one = new byte[1];
        while (!deadline.passed()) {
            if (line.read(one, deadline.remaining()) == 0) {
                continue;
            }
            noteCancel(one[0], step);
            for (var want : wanted) {
                if (one[0] == byteOf(want)) {
                    return want;
                }
            }
        }
        return Answer.SILENCE;
    }

    private static byte byteOf(Answer answer) {
        return switch (answer) {
            case ACK -> YmodemFrame.ACK;
            case NAK -> YmodemFrame.NAK;
            case ASK -> YmodemFrame.ASK;
            case SILENCE -> 0;
        };
    }

    /// Two in a row are an order; one may be noise.
    private void noteCancel(byte came, String step) throws FlashFailed {
        boolean can = came == YmodemFrame.CAN;
        if (can && cancelling) {
            throw new FlashFailed(step, "the receiver cancelled the transfer");
        }
        cancelling = can;
    }
}
