package org.proofmark.cli;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.proofmark.cli.client.ControllerClient;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.progress.Words;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.proto.fleet.v1.Rig;
import org.proofmark.proto.fleet.v1.Slot;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.Run;
import org.proofmark.proto.run.v1.VerdictView;
import org.proofmark.wire.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `proofmark status`: the fleet, the campaigns, or one campaign's runs.
@Command(
        name = "status",
        description = {
            "Says how rigs, campaigns and runs are.",
            "Without CAMPAIGN: every slot of every rig, then the campaigns; with it: its runs, what each waits for and what"
                    + " ended its last attempt."
        })
final class StatusCommand implements Callable<Integer> {
    private static final List<String> SLOT_COLUMNS =
            List.of(
                    "rig",
                    "liveness",
                    "slot",
                    "unit",
                    "kinds",
                    "campaign",
                    "run",
                    "heldBy",
                    "outOfService");
    private static final List<String> CAMPAIGN_COLUMNS =
            List.of("campaign", "device", "suite", "preset", "state", "verdicts");
    private static final List<String> RUN_COLUMNS =
            List.of("run", "unit", "slot", "phase", "state", "attempt", "step", "waiting", "fault");

    @Parameters(arity = "0..1", paramLabel = "CAMPAIGN", description = "Id of a campaign.")
    private String campaign = "";

    @Mixin private final StateOption state = new StateOption();
    @Mixin private final OutputOption output = new OutputOption();
    private final Terminal terminal;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var client = state.connect()) {
            if (campaign.isEmpty() && !output.isJson() && client.rigs().isEmpty()) {
                terminal.err()
                        .println(
                                "proofmark: no rig has enrolled yet: 'proofmark enrol RIG' makes the token with"
                                        + " which one joins (docs/cli.md)");
            }
            var listing = campaign.isEmpty() ? fleet(client) : runs(client.campaign(campaign));
            output.print(listing, terminal.out());
            if (campaign.isEmpty() && !output.isJson()) {
                terminal.out().println();
                output.print(campaigns(client), terminal.out());
            }
        }
        return ExitCode.OK;
    }

    private static Listing fleet(ControllerClient client) {
        var rows = new ArrayList<Map<String, Object>>();
        for (Rig rig : client.rigs()) {
            var liveness = Words.plain(rig.getLiveness().name(), "LIVENESS_");
            if (rig.getSlotsList().isEmpty()) {
                rows.add(
                        Listing.row(
                                SLOT_COLUMNS,
                                rig.getRigId(),
                                liveness,
                                "",
                                "",
                                List.of(),
                                "",
                                "",
                                "",
                                ""));
            }
            for (Slot slot : rig.getSlotsList()) {
                rows.add(slotRow(rig, liveness, slot));
            }
        }
        return new Listing(
                "slots", SLOT_COLUMNS, rows, Map.of("campaigns", campaigns(client).rows()));
    }

    private static Map<String, Object> slotRow(Rig rig, String liveness, Slot slot) {
        return Listing.row(
                SLOT_COLUMNS,
                rig.getRigId(),
                liveness,
                slot.getName(),
                slot.getUnitId(),
                List.copyOf(slot.getKindsList()),
                slot.getHeldByCampaign(),
                slot.getRunId(),
                heldBy(slot),
                slot.getOutOfService());
    }

    /// `anna@bench-pc until 2026-11-23T01:20:00Z`
    private static String heldBy(Slot slot) {
        return slot.getHeldByOperator().isEmpty()
                ? ""
                : slot.getHeldByOperator()
                        + " until "
                        + Times.fromWire(slot.getHeldUntilTime()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Listing campaigns(ControllerClient client) {
        var rows =
                client.campaigns().stream()
                        .map(one ->
                                Listing.row(
                                        CAMPAIGN_COLUMNS,
                                        one.getCampaignId(),
                                        one.getDevice().isEmpty()
                                                ? one.getProfileId()
                                                : one.getDevice(),
                                        one.getSuite(),
                                        one.getPreset(),
                                        Words.state(one),
                                        verdicts(one)))
                        .toList();
        return Listing.of("campaigns", CAMPAIGN_COLUMNS, rows);
    }

    private static List<String> verdicts(Campaign campaign) {
        return campaign.getVerdictsList().stream()
                .filter(view -> view.getUnitId().isEmpty() && Words.decides(view))
                .map(StatusCommand::verdict)
                .toList();
    }

    /// `passwords PASS at quick (units p < 78 %)`
    private static String verdict(VerdictView view) {
        return view.getRequirement()
                + " "
                + view.getVerdict()
                + " at "
                + view.getPreset()
                + (view.getBound().isEmpty() ? "" : " (" + view.getBound() + ")");
    }

    private static Listing runs(Campaign campaign) {
        var rows = campaign.getRunsList().stream().map(StatusCommand::runRow).toList();
        return new Listing(
                "runs",
                RUN_COLUMNS,
                rows,
                Map.of("state", Words.state(campaign), "verdicts", verdicts(campaign)));
    }

    private static Map<String, Object> runRow(Run run) {
        var fault = run.getFault();
        return Listing.row(
                RUN_COLUMNS,
                run.getRunId(),
                run.getUnitId(),
                run.getRigId() + "/" + run.getSlot(),
                run.getPhase(),
                Words.plain(run.getState().name(), "RUN_STATE_"),
                run.getAttempt(),
                run.getStep(),
                run.getWaitingCode().isEmpty()
                        ? ""
                        : run.getWaitingCode() + ": " + run.getWaitingText(),
                run.hasFault() ? fault.getCode() + ": " + fault.getWhat() : "");
    }
}
