package org.proofmark.cli;

import java.util.concurrent.Callable;
import org.proofmark.cli.progress.Progress;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.time.Ticker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `proofmark watch`: follows a campaign.
@Command(
        name = "watch",
        description = {
            "Follows a campaign until it has ended.",
            "Then prints its verdicts; exit code as 'run'."
        })
final class WatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CAMPAIGN", description = "Id of a campaign, as 'run' prints it.")
    private String campaign = "";

    @Mixin private final SchemeOption scheme = new SchemeOption();
    @Mixin private final StateOption state = new StateOption();
    private final Terminal terminal;

    WatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        scheme.check();
        try (var client = state.connect()) {
            try (var progress = Progress.on(terminal, Ticker.system())) {
                client.watch(campaign, progress);
            }
            return VerdictTable.conclude(client, campaign, scheme.name(), terminal.out());
        }
    }
}
