package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.time.Ticker;

/// Writes an image with a tool of the vendor. What it proves is the tool's word, and says so.
public final class CommandFlasher implements Flasher {
    private static final long PERCENT = 100;

    private final FlashSpec.Command plan;
    private final Map<String, Path> tools;
    private final Ticker ticker;
    private final Listener listener;

    /// @param tools by the names that profiles give them, from the rig's file
    public CommandFlasher(
            FlashSpec.Command plan, Map<String, Path> tools, Ticker ticker, Listener listener) {
        this.plan = plan;
        this.tools = Map.copyOf(tools);
        this.ticker = ticker;
        this.listener = listener;
    }

    @Override
    public Flashed flash(Target target, ImageFile image)
            throws IOException, InterruptedException, FlashFailed {
        long begun = ticker.nanos();
        var tool = tool();
        long size = image.check(plan);
        listener.step("power on");
        target.powerCycle();
        String identity;
        if (wantsPort()) {
            try (var lent = target.lend()) {
                identity = carryOut(tool, target, image, size, lent.port().toString());
            }
        } else {
            identity = carryOut(tool, target, image, size, "");
        }
        listener.step("boot");
        target.powerCycle();
        return new Flashed(
                "command " + plan.tool(),
                size,
                image.digest(),
                OptionalLong.empty(),
                identity,
                plan.verify().isEmpty()
                        ? plan.tool() + " reported success; nothing was read back"
                        : plan.tool() + " compared what it read back",
                0,
                Duration.ofNanos(ticker.nanos() - begun));
    }

    private Path tool() throws FlashFailed {
        var tool = tools.get(plan.tool());
        if (tool == null) {
            throw new FlashFailed(
                    "find tool",
                    "this rig's file allows no tool '"
                            + plan.tool()
                            + "', only "
                            + new TreeSet<>(tools.keySet())
                            + "; see flash-tools in docs/rig.md");
        }
        return tool;
    }

    private boolean wantsPort() {
        return List.of(plan.identity(), plan.write(), plan.verify()).stream()
                .flatMap(List::stream)
                .anyMatch(argument -> argument.contains("{port}"));
    }

    private String carryOut(Path tool, Target target, ImageFile image, long size, String port)
            throws IOException, InterruptedException, FlashFailed {
        var identity = identity(tool, target, image, port);
        listener.step("write");
        var _ =
                run(
                        "write",
                        tool,
                        target,
                        plan.write(),
                        image,
                        port,
                        percent -> hear(percent, size));
        if (!plan.verify().isEmpty()) {
            listener.step("verify");
            var _ = run("verify", tool, target, plan.verify(), image, port, _ -> {});
        }
        return identity;
    }

    private void hear(long percent, long size) {
        listener.sent(size * Math.min(percent, PERCENT) / PERCENT, size);
    }

    private String identity(Path tool, Target target, ImageFile image, String port)
            throws IOException, InterruptedException, FlashFailed {
        listener.step("identity");
        var said = run("identity", tool, target, plan.identity(), image, port, _ -> {});
        var found = LimitedText.find(plan.shows(), said, "identity").map(m -> m.group(1));
        if (found.isEmpty() || !found.get().equals(plan.expected())) {
            throw new FlashFailed(
                    "identity",
                    plan.tool()
                            + (found.isEmpty()
                                    ? " did not show " + plan.shows()
                                    : " found '" + found.get() + "'")
                            + " where '"
                            + plan.expected()
                            + "' is wanted; it said: "
                            + PromptDialogue.onOneLine(said));
        }
        return found.get();
    }

    private String run(
            String step,
            Path tool,
            Target target,
            List<String> arguments,
            ImageFile image,
            String port,
            ToolProcess.Percent heard)
            throws IOException, InterruptedException, FlashFailed {
        var command = new ArrayList<String>();
        command.add(tool.toString());
        for (var argument : arguments) {
            command.add(
                    argument.replace("{image}", image.path().toString())
                            .replace("{port}", port)
                            .replace("{sha256}", image.digest().hex()));
        }
        return new ToolProcess(ticker, plan.progress(), heard)
                .run(step, command, plan.accepted(), plan.limit(), target::check);
    }
}
