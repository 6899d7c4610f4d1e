package org.proofmark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.bundle.ReportBundle;
import org.proofmark.cli.campaign.CampaignOrder;
import org.proofmark.cli.campaign.CheckedProfile;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `proofmark assess`: the manufacturer's desk.
@Command(
        name = "assess",
        description = {
            "Runs the suite on your device: a controller and one rig in scratch state, the report's files in DIR.",
            "Exit code: 0 when every verdict of --scheme is PASS, 1 on a FAIL, 2 on INCONCLUSIVE, 3 on unusable input."
        })
final class AssessCommand implements Callable<Integer> {
    /// More would be a test house, not a desk.
    static final int MAX_UNITS = 64;

    @Parameters(
            paramLabel = "PROFILE.yaml",
            description = "The device's profile (docs/profile.md).")
    private Path profile = Path.of("");

    @Option(
            names = "--device",
            paramLabel = "COMMAND",
            description =
                    "A program that keeps the virtual lab's contract (docs/virtual-lab.md), run by"
                            + " /bin/sh in this folder, once per unit.")
    private @Nullable String device;

    @Option(
            names = "--rig",
            paramLabel = "RIG.yaml",
            description = "The rig whose slots hold the units (docs/rig.md), instead of --device.")
    private @Nullable Path rig;

    @Option(
            names = "--units-file",
            paramLabel = "UNITS.yaml",
            description =
                    "What is printed on the unit in each slot of --rig (docs/cli.md); sealed like any"
                            + " secret.")
    private @Nullable Path unitsFile;

    @Option(
            names = "--units",
            paramLabel = "N",
            description = "How many units (default: the preset's).")
    private @Nullable Integer units;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the units' identities with --device (default: 1).")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the files go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("proofmark-assessment");

    @Option(
            names = "--with-secrets",
            description = "Write the plain values of the secrets found into the report.")
    private boolean withSecrets;

    @Mixin private final SuiteOptions suite = new SuiteOptions();
    @Mixin private final NetworkOption network = new NetworkOption();
    @Mixin private final SchemeOption scheme = new SchemeOption();
    private final Terminal terminal;

    AssessCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        suite.check();
        scheme.check();
        int wanted = units == null ? SuiteOptions.checked(suite.preset()).units() : units;
        if (wanted < 1 || wanted > MAX_UNITS) {
            throw new UnusableInput("--units " + wanted + ": wanted are 1 to " + MAX_UNITS);
        }
        var checked = CheckedProfile.read(profile);
        var site = site(wanted);
        new ReportBundle(out).prepare();
        try (var lab = ScratchLab.start()) {
            site.start(lab);
            var order =
                    new CampaignOrder(
                            checked.file(),
                            "",
                            SuiteChoice.of(suite.suite(), lab.client().blobs()),
                            suite.preset(),
                            suite.resets(),
                            seed,
                            site.placements(lab.client()));
            var view =
                    new LabRun(terminal, out, scheme.name())
                            .run(lab, List.of(order), wanted, withSecrets);
            VerdictTable.explain(view.deciding(scheme.name()), terminal.out());
            return view.exitCode(scheme.name());
        }
    }

    private DeskSite site(int wanted) {
        if (device != null && device.isBlank()) {
            throw new UnusableInput(
                    "--device is empty: wanted is the command that runs the device");
        }
        if (device != null && rig == null && unitsFile == null) {
            network.check();
            return new DeskSite.Program(device, wanted, seed, network.settings());
        }
        if (device == null && rig != null) {
            network.refuse("the slots of --rig have what the rig's file says");
            return DeskSite.Bench.read(rig, unitsFile, wanted);
        }
        throw new UnusableInput(
                "assess wants either --device COMMAND, or --rig RIG.yaml with --units-file UNITS.yaml");
    }
}
