package org.proofmark.rigagent.flash;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.flash.UBootPlan.Step;

/// Writes an image through U-Boot's command line: stop the autoboot, prove which board it is, send
/// the image by YMODEM, compare its CRC-32 in memory, write, read back, compare again, boot.
///
/// It proves what it did by what the target computed (`crc32` of U-Boot over memory), and never by
/// a transfer that ended without complaint.
public final class UBootFlasher {
    private static final Pattern CRC =
            Pattern.compile("crc32 for [0-9a-f]+ \\.\\.\\. [0-9a-f]+ ==> ([0-9a-f]{8})");

    /// How often a transfer that did not come to its end is begun anew.
    static final int TRANSFERS = 3;

    /// U-Boot's `loady` says so when it listens.
    private static final Pattern LISTENS =
            Pattern.compile("Ready for binary \\(ymodem\\)[^\\n]*\\n");

    private final UBootPlan plan;
    private final Ticker ticker;
    private final Listener listener;

    /// Hears of steps and of how far the transfer is.
    public interface Listener extends Ymodem.Progress {
        void step(String step);
    }

    /// The board.
    public interface Target {
        /// Its console, on which nobody else writes.
        FlashLine line();

        /// Cuts the supply, proven, and gives it back. What its line said before is forgotten.
        ///
        /// @throws org.proofmark.bench.BenchFault where that fails
        void powerCycle();
    }

    /// What was written.
    ///
    /// @param bytes of the image
    /// @param crc32 of the image, equal to what the target computed
    /// @param resent blocks that went over the line more than once
    public record Flashed(long bytes, long crc32, int resent) {}

    public UBootFlasher(UBootPlan plan, Ticker ticker, Listener listener) {
        this.plan = plan;
        this.ticker = ticker;
        this.listener = listener;
    }

    /// @throws TransferFailed with the step that failed and what the console said; nothing is
    ///   written before the identity is proven and the CRC in memory is right
    /// @throws IOException where the line is gone or the image cannot be read
    public Flashed flash(Target target, Path image)
            throws IOException, InterruptedException, TransferFailed {
        long size = Files.size(image);
        if (size == 0) {
            throw new TransferFailed("read image", image.getFileName() + " is empty");
        }
        var dialogue = new PromptDialogue(target.line(), ticker);
        stopAutoboot(target, dialogue);
        for (var step : plan.identity()) {
            check("identity", dialogue, step, size);
        }
        var sent = load(dialogue, image, size);
        compare("compare in memory", dialogue, size, sent.crc32());
        for (var step : plan.write()) {
            check("write", dialogue, step, size);
        }
        if (!plan.readBack().isEmpty()) {
            readBack(dialogue, size, sent.crc32());
        }
        listener.step("boot");
        dialogue.send(plan.boot() + "\n");
        return sent;
    }

    private void stopAutoboot(Target target, PromptDialogue dialogue)
            throws IOException, InterruptedException, TransferFailed {
        listener.step("stop autoboot");
        target.powerCycle();
        var _ = dialogue.await("stop autoboot", plan.autoboot(), plan.bootLimit());
        dialogue.send(plan.stop());
        var _ = dialogue.await("stop autoboot", plan.prompt(), plan.commandLimit());
    }

    private void check(String kind, PromptDialogue dialogue, Step step, long size)
            throws IOException, InterruptedException, TransferFailed {
        var command = plan.render(step.command(), size);
        var name = kind + ": " + command;
        listener.step(name);
        var answer = dialogue.run(name, command, plan.prompt(), plan.commandLimit());
        if (!step.expect().matcher(answer).find()) {
            throw new TransferFailed(
                    name,
                    "the answer does not show "
                            + step.expect()
                            + ": '"
                            + answer.strip().replaceAll("\\s*\\R\\s*", " | ")
                            + "'");
        }
    }

    private Flashed load(PromptDialogue dialogue, Path image, long size)
            throws IOException, InterruptedException, TransferFailed {
        for (int transfer = 1; ; transfer++) {
            listener.step("send image");
            dialogue.forget();
            dialogue.send("loady " + UBootPlan.hex(plan.address()) + "\n");
            var _ = dialogue.await("send image", LISTENS, plan.commandLimit());
            var sender = new Ymodem(dialogue.handOver(), ticker, listener);
            try {
                var sent = transfer(sender, image, size);
                var _ = dialogue.await("send image", plan.prompt(), plan.commandLimit());
                return sent;
            } catch (TransferFailed e) {
                if (transfer == TRANSFERS) {
                    throw e;
                }
                listener.step("send image anew, since " + e.getMessage());
                sender.cancel();
                var _ = dialogue.await("end the transfer", plan.prompt(), plan.commandLimit());
            }
        }
    }

    private static Flashed transfer(Ymodem sender, Path image, long size)
            throws IOException, InterruptedException, TransferFailed {
        var crc = new CRC32();
        try (var content =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(image)), crc)) {
            var sent = sender.send(image.getFileName().toString(), content, size);
            return new Flashed(size, crc.getValue(), sent.resent());
        }
    }

    private void readBack(PromptDialogue dialogue, long size, long crc32)
            throws IOException, InterruptedException, TransferFailed {
        // else an equal CRC could be that of what the transfer left there
        check(
                "read back",
                dialogue,
                new Step("mw.b ${address} 0 ${size}", Pattern.compile("")),
                size);
        for (var step : plan.readBack()) {
            check("read back", dialogue, step, size);
        }
        compare("compare what was read back", dialogue, size, crc32);
    }

    private void compare(String step, PromptDialogue dialogue, long size, long wanted)
            throws IOException, InterruptedException, TransferFailed {
        listener.step(step);
        var command = plan.render("crc32 ${address} ${size}", size);
        var answer = dialogue.run(step, command, plan.prompt(), plan.commandLimit());
        var found = CRC.matcher(answer);
        if (!found.find()) {
            throw new TransferFailed(
                    step, "no CRC in the answer to '" + command + "': '" + answer.strip() + "'");
        }
        long got = Long.parseLong(found.group(1), 16);
        if (got != wanted) {
            throw new TransferFailed(
                    step,
                    String.format("the target has CRC %08x where the image has %08x", got, wanted));
        }
    }
}
