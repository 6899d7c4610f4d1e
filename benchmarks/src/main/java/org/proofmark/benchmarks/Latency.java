package org.proofmark.benchmarks;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.cli.campaign.CampaignOrder;
import org.proofmark.cli.campaign.CheckedProfile;
import org.proofmark.cli.campaign.ProfileFile;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.run.v1.UnitPlacement;
import org.proofmark.rigagent.link.Enrolment;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import org.proofmark.virtuallab.publisher.Publisher;

/// From a campaign's submission to the order at its rig: a real controller with its store on disk,
/// one idle rig, both ends on this machine and this clock.
///
/// @param times how often, after a tenth as many that do not count
record Latency(int times) implements Benchmarks.Benchmark {
    private static final String RIG = "rig-1";
    private static final double NANOS = 1e9;

    @Override
    public void run(PrintStream out) throws Exception {
        try (var lab = ScratchLab.start()) {
            var trust = lab.folder("publisher").resolve("publisher.pem");
            try (var publisher =
                    Publisher.start(trust, SimulatedCatalogue.products(), InstantSource.system())) {
                var token = lab.client().createToken(RIG).getToken();
                var identity = Enrolment.enrol(token, new RigId(RIG), lab.folder(RIG));
                var profile =
                        new ProfileFile(
                                trust.resolveSibling("C1.yaml").toString(),
                                ByteString.copyFromUtf8(
                                        SimulatedCatalogue.find("C1")
                                                .orElseThrow()
                                                .profile(publisher.authority())));
                try (var rig = new ScriptedRig(identity)) {
                    print(measure(lab, rig, CheckedProfile.of(profile).file()), out);
                }
            }
        }
    }

    private List<Double> measure(ScratchLab lab, ScriptedRig rig, ProfileFile profile)
            throws IOException {
        var taken = new ArrayList<Double>();
        for (var i = -times / 10; i < times; i++) {
            var request = order(profile).toRequest();
            var before = System.nanoTime();
            var id = lab.client().submit(request);
            var order = rig.takeOrder();
            if (i >= 0) {
                taken.add((order.nanos() - before) / NANOS);
            }
            // the rig is idle again when the campaign has ended
            lab.client().watch(id, new Nobody());
        }
        return taken;
    }

    private static CampaignOrder order(ProfileFile profile) throws IOException {
        return new CampaignOrder(
                profile,
                "C1",
                SuiteChoice.named(SuiteChoice.TOP_THREE),
                Preset.QUICK.name(),
                1,
                1,
                List.of(
                        UnitPlacement.newBuilder()
                                .setUnitId(ScriptedRig.UNIT)
                                .setRigId(RIG)
                                .setSlot(ScriptedRig.SLOT)
                                .build()));
    }

    private void print(List<Double> taken, PrintStream out) {
        new Table(
                        "From submit to the order at the rig, "
                                + taken.size()
                                + " times, one idle rig",
                        "",
                        "time")
                .row("p50", Figures.millis(Figures.percentile(taken, 50)))
                .row("p90", Figures.millis(Figures.percentile(taken, 90)))
                .row("p99 (aim: below 100 ms)", Figures.millis(Figures.percentile(taken, 99)))
                .row("longest", Figures.millis(Figures.percentile(taken, 100)))
                .print(out);
    }
}
