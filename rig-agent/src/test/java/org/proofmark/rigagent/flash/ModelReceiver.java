package org.proofmark.rigagent.flash;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.proofmark.rigagent.testing.SkipTicker;

/// A YMODEM receiver by the protocol's text, at the other end of a line that loses, doubles and
/// spoils bytes by a seed. Time passes only where the sender waits in vain.
final class ModelReceiver implements FlashLine {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SkipTicker ticker;
    private final Random random;
    private final double trouble;
    private final Deque<Byte> answers = new ArrayDeque<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private int next;
    private boolean refusedEnd;
    boolean askAgainAtEnd = true;
    boolean refusesFirstEnd = true;
    boolean asksForContent = true;
    boolean saysAgainByAsking;
    boolean ended;
    int cancelAfterBlocks = -1;
    String header = "";

    /// @param trouble chance of a byte of either direction to be lost, doubled or spoilt
    ModelReceiver(SkipTicker ticker, long seed, double trouble) {
        this.ticker = ticker;
        this.random = new Random(seed);
        this.trouble = trouble;
        say('C');
    }

    /// What arrived, without the filling.
    byte[] file() {
        int size = Integer.parseInt(header.substring(header.indexOf('\0') + 1).trim());
        return Arrays.copyOf(file.toByteArray(), Math.min(size, file.size()));
    }

    @Override
    public int read(byte[] into, Duration limit) {
        if (answers.isEmpty() && !limit.isZero()) {
            boolean patienceEnds = limit.compareTo(PATIENCE) > 0;
            ticker.skip(patienceEnds ? PATIENCE : limit);
            if (patienceEnds && !ended) {
                heard.reset();
                again();
            }
        }
        int count = 0;
        while (count < into.length && !answers.isEmpty()) {
            into[count++] = answers.remove();
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) {
        for (byte one : bytes) {
            spoilt(one, heard::write);
        }
        take();
    }

    private void spoilt(int one, java.util.function.IntConsumer to) {
        if (random.nextDouble() >= trouble) {
            to.accept(one);
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> {}
            case 1 -> {
                to.accept(one);
                to.accept(one);
            }
            default -> to.accept(one ^ 1 << random.nextInt(8));
        }
    }

    private void say(int answer) {
        spoilt(answer, a -> answers.add((byte) a));
    }

    private void take() {
        var bytes = heard.toByteArray();
        if (bytes.length == 0) {
            return;
        }
        if (bytes.length == 1 && bytes[0] == YmodemFrame.EOT) {
            heard.reset();
            end();
            return;
        }
        int size = bytes[0] == YmodemFrame.SOH ? 128 : 1024;
        if (bytes.length < size + 5
                && (bytes[0] == YmodemFrame.SOH || bytes[0] == YmodemFrame.STX)) {
            return; // the rest was lost: patience ends it
        }
        heard.reset();
        block(bytes, size);
    }

    private void end() {
        if (next == 0) {
            say('C');
        } else if (refusesFirstEnd && !refusedEnd) {
            refusedEnd = true;
            say(YmodemFrame.NAK);
        } else {
            ended = true;
            say(YmodemFrame.ACK);
            if (askAgainAtEnd) {
                say('C');
            }
        }
    }

    private void again() {
        say(next == 0 || saysAgainByAsking ? 'C' : YmodemFrame.NAK);
    }

    private void block(byte[] bytes, int size) {
        var data = Arrays.copyOfRange(bytes, 3, Math.min(bytes.length, 3 + size));
        boolean whole =
                bytes.length == size + 5
                        && bytes[2] == (byte) ~bytes[1]
                        && YmodemFrame.crc(data, data.length)
                                == ((bytes[size + 3] & 0xFF) << 8 | (bytes[size + 4] & 0xFF));
        if (!whole) {
            again();
        } else if (ended) {
            say(YmodemFrame.ACK);
        } else if (bytes[1] == (byte) (next - 1) && next > 0) {
            say(YmodemFrame.ACK); // seen already: its acknowledgement was lost
        } else if (bytes[1] != (byte) next) {
            say(YmodemFrame.CAN);
            say(YmodemFrame.CAN);
        } else if (next == cancelAfterBlocks) {
            say(YmodemFrame.CAN);
            say(YmodemFrame.CAN);
        } else {
            accept(data);
        }
    }

    private void accept(byte[] data) {
        say(YmodemFrame.ACK);
        if (next++ == 0) {
            header = new String(data, StandardCharsets.UTF_8);
            if (asksForContent) {
                say('C');
            }
        } else {
            file.writeBytes(data);
        }
    }
}
