package org.proofmark.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.bundle.ReportBundle;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.progress.Progress;
import org.proofmark.cli.simulated.DetectionRow;
import org.proofmark.cli.simulated.Places;
import org.proofmark.cli.simulated.Score;
import org.proofmark.cli.simulated.SimulatedLab;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.time.Ticker;
import org.proofmark.virtuallab.catalogue.CatalogueEntry;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import org.proofmark.virtuallab.process.OwnNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proofmark flaws`: the detection score.
@Command(
        name = "flaws",
        description = {
            "Runs every simulated device and says which planted flaws were caught.",
            "Exit code: 0 when every row is caught and nothing raised a false alarm, else 1."
        })
final class FlawsCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ID",
            description = "Only these devices, with commas between them.")
    private List<String> only = List.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "How hard the campaigns look: quick (default), nightly, pre-compliance,"
                            + " certification or surveillance (docs/presets.md).")
    private String preset = Preset.QUICK.name();

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Units at work at a time (default: as memory and cores allow).")
    private int places;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the units' identities (default: 1).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the report over all devices there, too.")
    private @Nullable Path out;

    @Mixin private final OutputOption output = new OutputOption();
    private final Terminal terminal;

    FlawsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var looks = SuiteOptions.checked(preset);
        var entries =
                only.isEmpty()
                        ? SimulatedCatalogue.entries()
                        : DevicesCommand.named("--only", only);
        if (out != null) {
            new ReportBundle(out).prepare();
        }
        if (entries.stream().anyMatch(entry -> entry.trouble().needsNamespaces())) {
            entries = withoutNamespaces(entries);
        }
        var score = measure(new SimulatedLab.Plan(entries, looks, 0, seed, Optional.empty()));
        output.print(score.listing(), terminal.out());
        if (!output.isJson()) {
            terminal.out().printf("%n%s%n", score.summary());
        }
        return score.isPerfect() ? ExitCode.OK : ExitCode.FAIL;
    }

    /// Rows that this machine cannot play are left out, and said so.
    private List<CatalogueEntry> withoutNamespaces(List<CatalogueEntry> entries) {
        var refusal = OwnNetworks.refusal();
        if (refusal.isEmpty()) {
            return entries;
        }
        return entries.stream().filter(entry -> isPlayed(entry, refusal.get())).toList();
    }

    private boolean isPlayed(CatalogueEntry entry, String refusal) {
        if (entry.trouble().needsNamespaces()) {
            terminal.err().println(entry.id() + " is not run: " + refusal);
            return false;
        }
        return true;
    }

    private Score measure(SimulatedLab.Plan plan) {
        var ticker = Ticker.system();
        long start = ticker.nanos();
        var shown = output.isJson() ? terminal.forPrograms() : terminal;
        try (var simulated = SimulatedLab.start(plan)) {
            List<SimulatedLab.Ran> ran;
            try (var progress = Progress.on(shown, ticker)) {
                ran = simulated.run(places > 0 ? places : Places.ofThisMachine(), progress);
            }
            var client = simulated.lab().client();
            var report =
                    client.report(ran.stream().map(SimulatedLab.Ran::campaignId).toList(), false);
            if (out != null) {
                new ReportBundle(out).write(report, client.blobs());
            }
            var view = ReportView.parse(report.getReportJson().toByteArray());
            var rows = ran.stream().map(one -> DetectionRow.of(one, view)).toList();
            return new Score(rows, Duration.ofNanos(ticker.nanos() - start));
        }
    }
}
