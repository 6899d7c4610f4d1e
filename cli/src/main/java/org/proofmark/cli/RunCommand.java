package org.proofmark.cli;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.campaign.CampaignOrder;
import org.proofmark.cli.campaign.CheckedProfile;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.campaign.UnitsFile;
import org.proofmark.cli.campaign.UnverifiedFacts;
import org.proofmark.cli.client.ControllerClient;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.progress.Progress;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.fleet.v1.Slot;
import org.proofmark.proto.run.v1.UnitPlacement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `proofmark run`: a campaign on a running controller.
@Command(
        name = "run",
        description = {
            "Submits a campaign to a controller: one profile, one suite, the units in the named slots.",
            "Follows it to its end and prints the verdicts; exit code as 'assess'. With --detach it prints the campaign's id"
                    + " and ends."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PROFILE.yaml",
            description = "The device's profile (docs/profile.md).")
    private Path profile = Path.of("");

    @Option(
            names = "--slot",
            required = true,
            paramLabel = "RIG/SLOT",
            description = "A slot with a unit in it, as 'status' lists them; once per unit.")
    private List<String> slots = List.of();

    @Option(
            names = "--units-file",
            paramLabel = "UNITS.yaml",
            description =
                    "What is printed on the units, by slot (docs/cli.md); sealed before it leaves.")
    private @Nullable Path unitsFile;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of what the suite draws (default: 1).")
    private long seed = 1;

    @Option(names = "--detach", description = "Print the campaign's id and do not wait.")
    private boolean detach;

    @Mixin private final SuiteOptions suite = new SuiteOptions();
    @Mixin private final SchemeOption scheme = new SchemeOption();
    @Mixin private final StateOption state = new StateOption();
    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        suite.check();
        scheme.check();
        var checked = CheckedProfile.read(profile);
        UnverifiedFacts.warn(checked.file().name(), checked.profile(), terminal.err());
        Map<String, Map<String, String>> labels =
                unitsFile == null ? Map.of() : UnitsFile.read(unitsFile);
        try (var client = state.connect()) {
            var order =
                    new CampaignOrder(
                            checked.file(),
                            "",
                            SuiteChoice.of(suite.suite(), client.blobs()),
                            suite.preset(),
                            suite.resets(),
                            seed,
                            placements(client, labels));
            return detach ? submit(client, order) : follow(client, order);
        }
    }

    private int submit(ControllerClient client, CampaignOrder order) {
        terminal.out().println(order.submit(client, terminal.err()::println));
        return ExitCode.OK;
    }

    private int follow(ControllerClient client, CampaignOrder order) {
        var id = order.submit(client, terminal.err()::println);
        try (var progress = Progress.on(terminal, Ticker.system())) {
            client.watch(id, progress);
        } catch (Trouble e) {
            throw new Trouble(
                    e.getMessage()
                            + ". Campaign "
                            + id
                            + " goes on at its rigs: 'proofmark watch "
                            + id
                            + "' follows it again",
                    e);
        }
        return VerdictTable.conclude(client, id, scheme.name(), terminal.out());
    }

    private List<UnitPlacement> placements(
            ControllerClient client, Map<String, Map<String, String>> labels) {
        var rigs = client.rigs();
        UnitsFile.requireSlots(
                labels.keySet(),
                rigs.stream()
                        .flatMap(rig -> rig.getSlotsList().stream())
                        .map(Slot::getName)
                        .toList());
        var placements = new ArrayList<UnitPlacement>();
        for (String typed : slots) {
            int slash = typed.indexOf('/');
            var slot =
                    rigs.stream()
                            .filter(rig ->
                                    slash > 0 && rig.getRigId().equals(typed.substring(0, slash)))
                            .flatMap(rig -> rig.getSlotsList().stream())
                            .filter(one -> one.getName().equals(typed.substring(slash + 1)))
                            .findFirst()
                            .orElseThrow(() ->
                                    new UnusableInput(
                                            "--slot "
                                                    + typed
                                                    + ": no such slot; 'proofmark status' lists RIG and SLOT"));
            placements.add(placement(client, typed.substring(0, slash), slot, labels));
        }
        return placements;
    }

    private static UnitPlacement placement(
            ControllerClient client,
            String rig,
            Slot slot,
            Map<String, Map<String, String>> labels) {
        if (slot.getUnitId().isEmpty()) {
            throw new UnusableInput(
                    "--slot %s/%s: no unit sits in it; the rig's file wants 'unit: NAME'"
                            .formatted(rig, slot.getName()));
        }
        var placement =
                UnitPlacement.newBuilder()
                        .setUnitId(slot.getUnitId())
                        .setRigId(rig)
                        .setSlot(slot.getName());
        var label = labels.get(slot.getName());
        if (label != null) {
            var json = JsonMapper.shared().writeValueAsString(label);
            placement.setSealedLabel(
                    ByteString.copyFrom(client.seal(json.getBytes(StandardCharsets.UTF_8))));
        }
        return placement.build();
    }
}
