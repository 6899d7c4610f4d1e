package org.proofmark.cli;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.hands.HandAnswer;
import org.proofmark.cli.hands.HandOptions;
import org.proofmark.cli.hands.Span;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.run.HandAction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `proofmark power`: the supply of the device in a slot.
@Command(
        name = "power",
        description = {
            "Switches the device in a slot on or off, through the controller.",
            "The slot is held for the operator from then on (--for); 'power off' gives it back. Where a run has the slot,"
                    + " nothing is done. Each use is on record: 'proofmark hands log'."
        })
final class PowerCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    private final Terminal terminal;

    PowerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "power wants a subcommand: on, off or cycle");
    }

    @Command(
            name = "on",
            mixinStandardHelpOptions = true,
            description = "Switches on; the device stays on when the command has ended, for --for.")
    Integer on(@Mixin HandOptions hands, @Mixin StateOption state, @Mixin OutputOption output) {
        return act(hands, new HandAction.PowerOn(), state, output);
    }

    @Command(
            name = "off",
            mixinStandardHelpOptions = true,
            description =
                    "Switches off, with proof: the supply's own, a silent console, closed ports. Releases buttons, and the"
                            + " slot is free again.")
    Integer off(@Mixin HandOptions hands, @Mixin StateOption state, @Mixin OutputOption output) {
        return act(hands, new HandAction.PowerOff(), state, output);
    }

    @Command(
            name = "cycle",
            mixinStandardHelpOptions = true,
            description = "Switches off with proof, waits, and switches on.")
    Integer cycle(
            @Option(
                            names = "--off-for",
                            paramLabel = "TIME",
                            description =
                                    "How long the power stays off after that was proven (default: 1s; at most 10m).")
                    @Nullable String offFor,
            @Mixin HandOptions hands,
            @Mixin StateOption state,
            @Mixin OutputOption output) {
        var off =
                Span.parse(
                        "--off-for",
                        offFor == null ? "1s" : offFor,
                        Duration.ZERO,
                        HandAction.LONGEST_OFF);
        return act(hands, new HandAction.PowerCycle(off), state, output);
    }

    private Integer act(
            HandOptions hands, HandAction action, StateOption state, OutputOption output) {
        var claim = hands.claim();
        try (var client = state.connect()) {
            var answer = client.hands().act(claim, action);
            output.print(
                    HandAnswer.listing(hands.slot(), action.words(), answer),
                    HandAnswer.sentence(hands.slot(), answer),
                    terminal.out());
        }
        return ExitCode.OK;
    }
}
