package org.proofmark.cli;

import java.util.concurrent.Callable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.hands.HandAnswer;
import org.proofmark.cli.hands.HandOptions;
import org.proofmark.cli.hands.Span;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.run.HandAction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proofmark press`: a button of the device in a slot.
@Command(
        name = "press",
        description = {
            "Presses a button of the device in a slot for a time and prints how long it was, by the rig's clock.",
            "It may be pressed while the power is off, and while another command switches it on. Where a run has the slot,"
                    + " nothing is done. Each use is on record: 'proofmark hands log'."
        })
final class PressCommand implements Callable<Integer> {
    @Option(
            names = "--hold",
            required = true,
            paramLabel = "TIME",
            description = "How long, such as 300ms or 10s (10ms to 5m).")
    private String hold = "";

    @Option(
            names = "--button",
            paramLabel = "NAME",
            description = "Which, where the slot has several.")
    private String button = "";

    @Mixin private final HandOptions hands = new HandOptions();
    @Mixin private final StateOption state = new StateOption();
    @Mixin private final OutputOption output = new OutputOption();
    private final Terminal terminal;

    PressCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var action =
                new HandAction.PressButton(
                        button,
                        Span.parse(
                                "--hold", hold, HandAction.LEAST_PRESS, HandAction.LONGEST_PRESS));
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
