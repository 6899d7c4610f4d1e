package org.proofmark.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.proofmark.cli.client.ConsoleClient;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.hands.ConsoleScreen;
import org.proofmark.cli.hands.HandOptions;
import org.proofmark.cli.hands.Span;
import org.proofmark.cli.terminal.RawMode;
import org.proofmark.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proofmark console`: the UART of the device in a slot.
@Command(
        name = "console",
        description = {
            "Shows the console of the device in a slot as it comes and sends it what is typed.",
            "What it said last comes first. At a terminal every key goes to the device, Ctrl-C too; Ctrl-] leaves."
                    + " Otherwise stdin is sent, and --wait after its end the command leaves. Several may look along, one"
                    + " writes. Where a run has the slot, nothing is shown. Each use is on record: 'proofmark hands log'."
        })
final class ConsoleCommand implements Callable<Integer> {
    /// Ctrl-].
    static final int LEAVE = 0x1d;

    private static final Duration LONGEST_WAIT = Duration.ofHours(4);

    @Option(
            names = "--read-only",
            description = "Look along: takes no lease of the slot and sends nothing.")
    private boolean readOnly;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description =
                    "How long it goes on after the end of stdin where that is no terminal (default: 2s; at most 4h).")
    private String wait = "2s";

    @Option(
            names = "--printable",
            description =
                    "Show control characters as \\xNN at a terminal, too. A device can send what a terminal obeys; anywhere"
                            + " else they are always shown so.")
    private boolean printable;

    @Mixin private final HandOptions hands = new HandOptions();
    @Mixin private final StateOption state = new StateOption();
    private final Terminal terminal;
    private final RawMode rawMode;

    ConsoleCommand(Terminal terminal, RawMode rawMode) {
        this.terminal = terminal;
        this.rawMode = rawMode;
    }

    @Override
    public Integer call() throws InterruptedException {
        var waiting = Span.parse("--wait", wait, Duration.ZERO, LONGEST_WAIT);
        var claim = hands.claim();
        boolean live = terminal.live();
        var screen = new ConsoleScreen(terminal.out(), live && !printable);
        try (var client = state.connect();
                var console = client.hands().console(claim, readOnly, screen)) {
            var writer = console.awaitOpen();
            if (live) {
                terminal.err()
                        .println(
                                "proofmark: the console of "
                                        + hands.slot()
                                        + (writer.isEmpty() ? "" : ", written to by " + writer)
                                        + "; Ctrl-] leaves");
                try (var _ = rawMode.enter()) {
                    atTerminal(console);
                }
            } else {
                piped(console, waiting);
            }
            var why = console.awaitEnd(0);
            if (why != null) {
                throw new Trouble(
                        "the console of " + hands.slot() + " is not shown any more: " + why);
            }
        }
        return ExitCode.OK;
    }

    private void atTerminal(ConsoleClient console) throws InterruptedException {
        var keys = Thread.ofVirtual().name("keys").start(() -> sendKeys(console));
        while (keys.isAlive() && console.awaitEnd(200) == null) {
            // until somebody leaves
        }
    }

    private void sendKeys(ConsoleClient console) {
        var buffer = new byte[1024];
        try {
            int count = terminal.in().read(buffer);
            while (count >= 0) {
                int leave = indexOf(buffer, count);
                int send = leave < 0 ? count : leave;
                if (send > 0 && !readOnly && !console.send(buffer, send)) {
                    return;
                }
                if (leave >= 0) {
                    return;
                }
                count = terminal.in().read(buffer);
            }
        } catch (IOException e) {
            // as the end of it
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int indexOf(byte[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            if (buffer[i] == LEAVE) {
                return i;
            }
        }
        return -1;
    }

    private void piped(ConsoleClient console, Duration waiting) throws InterruptedException {
        var buffer = new byte[1024];
        try {
            int count = readOnly ? -1 : terminal.in().read(buffer);
            while (count >= 0 && (count == 0 || console.send(buffer, count))) {
                count = terminal.in().read(buffer);
            }
        } catch (IOException e) {
            throw new Trouble("stdin cannot be read: " + e.getMessage(), e);
        }
        var _ = console.awaitEnd(waiting.toMillis());
    }
}
