package org.proofmark.rigagent.flash;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.FlashSpec.Step;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.time.Ticker;

/// Writes an image through U-Boot's command line: stop the autoboot, prove which board it is, send
/// the image by YMODEM, compare its CRC-32 in memory, write, read back, compare again, boot.
///
/// It proves what it did by what the target computed (`crc32` of U-Boot over memory), and never by
/// a transfer that ended without complaint.
public final class UBootFlasher implements Flasher {
    private static final Pattern CRC =
            Pattern.compile("crc32 for [0-9a-f]+ \\.\\.\\. [0-9a-f]+ ==> ([0-9a-f]{8})");

    /// How often a transfer that did not come to its end is begun anew.
    static final int TRANSFERS = 3;

    /// U-Boot's `loady` says so when it listens.
    private static final Pattern LISTENS =
            Pattern.compile("Ready for binary \\(ymodem\\)[^\\n]*\\n");

    private final FlashSpec.UBoot plan;
    private final Ticker ticker;
    private final Listener listener;

    public UBootFlasher(FlashSpec.UBoot plan, Ticker ticker, Listener listener) {
        this.plan = plan;
        this.ticker = ticker;
        this.listener = listener;
    }

    @Override
    public Flashed flash(Target target, ImageFile image)
            throws IOException, InterruptedException, FlashFailed {
        long begun = ticker.nanos();
        long size = image.check(plan);
        var commands = new UBootCommands(plan, size);
        var dialogue = new PromptDialogue(target.line(), ticker);
        stopAutoboot(target, dialogue);
        var identity = new StringBuilder();
        for (var step : plan.identity()) {
            var answer = check("identity", dialogue, step, commands);
            identity.append(identity.isEmpty() ? "" : "; ").append(answer.strip());
        }
        var sent = load(dialogue, image.path(), size, commands);
        compare("compare in memory", dialogue, commands, sent.crc32());
        for (var step : plan.write()) {
            var _ = check("write", dialogue, step, commands);
        }
        if (!plan.readBack().isEmpty()) {
            readBack(dialogue, commands, sent.crc32());
        }
        listener.step("boot");
        dialogue.send(plan.boot() + "\n");
        return new Flashed(
                "u-boot-ymodem",
                size,
                image.digest(),
                OptionalLong.of(sent.crc32()),
                identity.toString(),
                plan.readBack().isEmpty()
                        ? "CRC-32 in the target's memory before it was written"
                        : "CRC-32 in the target's memory and of what was read back",
                sent.resent(),
                Duration.ofNanos(ticker.nanos() - begun));
    }

    private record Loaded(long crc32, int resent) {}

    private void stopAutoboot(Target target, PromptDialogue dialogue)
            throws IOException, InterruptedException, FlashFailed {
        listener.step("stop autoboot");
        target.powerCycle();
        dialogue.powered();
        var _ = dialogue.await("stop autoboot", plan.autoboot(), plan.bootLimit());
        dialogue.send(plan.stop());
        var _ = dialogue.await("stop autoboot", plan.prompt(), plan.commandLimit());
    }

    private String check(String kind, PromptDialogue dialogue, Step step, UBootCommands commands)
            throws IOException, InterruptedException, FlashFailed {
        var command = commands.render(step.command());
        var name = kind + ": " + command;
        listener.step(name);
        var answer = dialogue.run(name, command, plan.prompt(), plan.commandLimit());
        if (LimitedText.find(step.expect(), answer, name).isEmpty()) {
            throw new FlashFailed(
                    name,
                    "the answer does not show "
                            + step.expect()
                            + ": "
                            + PromptDialogue.onOneLine(answer));
        }
        return answer;
    }

    private Loaded load(PromptDialogue dialogue, Path image, long size, UBootCommands commands)
            throws IOException, InterruptedException, FlashFailed {
        for (int transfer = 1; ; transfer++) {
            listener.step("send image");
            dialogue.forget();
            dialogue.send(commands.render("loady ${address}") + "\n");
            var _ = dialogue.await("send image", LISTENS, plan.commandLimit());
            var sender = new Ymodem(dialogue.handOver(), ticker, listener);
            try {
                var sent = transfer(sender, image, size);
                var _ = dialogue.await("send image", plan.prompt(), plan.commandLimit());
                return sent;
            } catch (FlashFailed e) {
                if (transfer == TRANSFERS) {
                    throw new FlashFailed(
                            e.step(),
                            e.what() + "; the device said last: " + dialogue.lastOutput());
                }
                listener.step("send image anew, since " + e.getMessage());
                sender.cancel();
                var _ = dialogue.await("end the transfer", plan.prompt(), plan.commandLimit());
            }
        }
    }

    private static Loaded transfer(Ymodem sender, Path image, long size)
            throws IOException, InterruptedException, FlashFailed {
        var crc = new CRC32();
        try (var content =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(image)), crc)) {
            var sent = sender.send(image.getFileName().toString(), content, size);
            return new Loaded(crc.getValue(), sent.resent());
        }
    }

    private void readBack(PromptDialogue dialogue, UBootCommands commands, long crc32)
            throws IOException, InterruptedException, FlashFailed {
        // else an equal CRC could be that of what the transfer left there
        var _ =
                check(
                        "read back",
                        dialogue,
                        new Step("mw.b ${address} 0 ${size}", Pattern.compile("")),
                        commands);
        for (var step : plan.readBack()) {
            var _ = check("read back", dialogue, step, commands);
        }
        compare("compare what was read back", dialogue, commands, crc32);
    }

    private void compare(String step, PromptDialogue dialogue, UBootCommands commands, long wanted)
            throws IOException, InterruptedException, FlashFailed {
        listener.step(step);
        var command = commands.render("crc32 ${address} ${size}");
        var answer = dialogue.run(step, command, plan.prompt(), plan.commandLimit());
        var found = CRC.matcher(answer);
        if (!found.find()) {
            throw new FlashFailed(
                    step,
                    "no CRC in the answer to '"
                            + command
                            + "': "
                            + PromptDialogue.onOneLine(answer));
        }
        long got = Long.parseLong(found.group(1), 16);
        if (got != wanted) {
            throw new FlashFailed(
                    step,
                    String.format("the target has CRC %08x where the image has %08x", got, wanted));
        }
    }
}
