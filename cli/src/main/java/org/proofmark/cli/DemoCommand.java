package org.proofmark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.bundle.ReportBundle;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.cli.progress.Progress;
import org.proofmark.cli.simulated.DetectionRow;
import org.proofmark.cli.simulated.SimulatedLab;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.time.Ticker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proofmark demo`: the whole of it on one machine.
@Command(
        name = "demo",
        description = {
            "Certifies simulated devices on this machine and writes the report.",
            "Starts a controller and a rig-agent as two processes and puts the devices into the rig's slots. The report is"
                    + " report.html, report.json, junit.xml and evidence/.",
            "Exit code: 0 when every verdict is as the planted flaws demand, else 1; 3 on unusable input."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("proofmark-demo");

    @Option(
            names = "--devices",
            split = ",",
            paramLabel = "ID",
            description =
                    "Two units each of these (default: C1,P2); 'proofmark devices' lists them.")
    private List<String> devices = List.of("C1", "P2");

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "How hard the campaigns look: quick (default), nightly, pre-compliance,"
                            + " certification or surveillance (docs/presets.md).")
    private String preset = Preset.QUICK.name();

    @Option(names = "--resets", paramLabel = "N", description = "Resets per unit (default: 3).")
    private @Nullable Integer resets;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same units (default: 1).")
    private long seed = 1;

    @Option(
            names = "--real",
            description =
                    "QEMU machines with U-Boot, Debian's kernel and dropbear instead: two units with a"
                            + " random password at every reset, two with a universal one, three with one"
                            + " made from the MAC address.")
    private boolean real;

    @Option(
            names = "--yes",
            description = "With --real: install missing Debian packages without a question.")
    private boolean yes;

    @Mixin private final NetworkOption network = new NetworkOption();
    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        int wanted = SuiteOptions.checkedResets(resets);
        var looks = SuiteOptions.checked(preset);
        if (real) {
            network.refuse("the machines of --real have a network of QEMU's own");
            return new RealDemo(terminal, out, looks, wanted, seed).run(yes);
        }
        var entries = DevicesCommand.named("--devices", devices);
        if (entries.isEmpty()) {
            throw new UnusableInput("--devices: one id or more is wanted, such as C1,P2");
        }
        network.check();
        new ReportBundle(out).prepare();
        terminal.out().println("Starting a controller and a rig-agent…");
        try (var simulated =
                SimulatedLab.startWithPages(
                        new SimulatedLab.Plan(entries, looks, wanted, seed, network.kind()))) {
            tellPages(terminal, simulated.lab());
            return run(simulated);
        }
    }

    static void tellPages(Terminal terminal, ScratchLab lab) {
        lab.pages().ifPresent(url -> terminal.out().println("Look on while it runs: " + url));
    }

    private int run(SimulatedLab simulated) {
        List<SimulatedLab.Ran> ran;
        try (var progress = Progress.on(terminal, Ticker.system())) {
            ran = simulated.run(Integer.MAX_VALUE, progress);
        }
        var ids = ran.stream().map(SimulatedLab.Ran::campaignId).toList();
        var view =
                new LabRun(terminal, out, Requirement.UK_PSTI_2023)
                        .report(simulated.lab(), ids, false);
        var deviations =
                ran.stream()
                        .map(one -> DetectionRow.of(one, view))
                        .flatMap(row -> row.deviations().stream())
                        .toList();
        return end(deviations);
    }

    private int end(List<String> deviations) {
        if (deviations.isEmpty()) {
            terminal.out().println("Every verdict is as the planted flaws demand.");
            return ExitCode.OK;
        }
        deviations.forEach(terminal.err()::println);
        terminal.err().println("proofmark: not every verdict is as the planted flaws demand.");
        return ExitCode.FAIL;
    }
}
