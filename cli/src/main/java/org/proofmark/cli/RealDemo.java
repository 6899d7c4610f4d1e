package org.proofmark.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.cli.bundle.ReportBundle;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.campaign.CampaignOrder;
import org.proofmark.cli.campaign.CampaignRunner;
import org.proofmark.cli.campaign.CheckedProfile;
import org.proofmark.cli.campaign.ProfileFile;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.lab.ProcessSlots;
import org.proofmark.cli.lab.RigFile;
import org.proofmark.cli.lab.RigFile.SlotEntry;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.cli.progress.Progress;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.time.Ticker;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.virtuallab.publisher.Product;
import org.proofmark.virtuallab.publisher.Publisher;

/// `demo --real`: QEMU machines, two of one credential policy at a time.
final class RealDemo {
    private static final String RIG = "rig-1";
    private static final String PAGES = "QEMU";

    /// A policy of the QEMU device and what `passwords` must be for it; everything else is PASS.
    private record Policy(String name, Outcome passwords) {
        String profileId() {
            return "qemu-" + name;
        }
    }

    private static final List<Policy> POLICIES =
            List.of(new Policy("random", Outcome.PASS), new Policy("universal", Outcome.FAIL));

    private final Terminal terminal;
    private final Path out;
    private final Preset preset;
    private final int resets;
    private final long seed;

    RealDemo(Terminal terminal, Path out, Preset preset, int resets, long seed) {
        this.terminal = terminal;
        this.out = out;
        this.preset = preset;
        this.resets = resets;
        this.seed = seed;
    }

    int run() {
        var machine = new QemuScripts(terminal);
        machine.installPackages();
        var image = machine.build();
        new ReportBundle(out).prepare();
        terminal.out().println("Starting a controller and a rig-agent…");
        try (var lab = ScratchLab.startWithPages()) {
            DemoCommand.tellPages(terminal, lab);
            return run(lab, machine, image);
        }
    }

    private int run(ScratchLab lab, QemuScripts machine, Path image) {
        var slots = new ArrayList<SlotEntry>();
        for (Policy policy : POLICIES) {
            var command = machine.command(policy.name(), image);
            slots.addAll(
                    ProcessSlots.of(
                            policy.profileId(),
                            preset.units(),
                            command,
                            seed + slots.size(),
                            List.of()));
        }
        lab.addRig(new RigFile(RIG, slots));
        var trustPem = lab.folder("publisher").resolve("publisher.pem");
        var products = List.of(Product.inOrder(PAGES, "Proofmark", "proofmark-qemu"));
        var ids = new ArrayList<String>();
        try (var publisher = Publisher.start(trustPem, products, InstantSource.system());
                var progress = Progress.on(terminal, Ticker.system())) {
            var runner = new CampaignRunner(lab.client(), progress);
            for (Policy policy : POLICIES) {
                ids.add(runner.run(order(policy, machine, publisher, trustPem, slots)));
            }
        } catch (IOException e) {
            throw new Trouble("the publisher of the maker's pages does not start: " + e, e);
        }
        return end(new LabRun(terminal, out, Requirement.UK_PSTI_2023).report(lab, ids, false));
    }

    private CampaignOrder order(
            Policy policy,
            QemuScripts machine,
            Publisher publisher,
            Path trustPem,
            List<SlotEntry> slots) {
        var yaml = profile(machine, policy, publisher);
        var name = trustPem.resolveSibling(policy.profileId() + ".yaml").toString();
        var file = new ProfileFile(name, ByteString.copyFromUtf8(yaml));
        return new CampaignOrder(
                CheckedProfile.of(file).file(),
                "",
                SuiteChoice.named(SuiteChoice.TOP_THREE),
                preset.name(),
                resets,
                seed,
                slots.stream()
                        .filter(slot -> slot.name().startsWith(policy.profileId()))
                        .map(slot -> slot.placement(RIG))
                        .toList());
    }

    /// The device's own profile, under an id for each policy, with the lab's pages as the maker's.
    private static String profile(QemuScripts machine, Policy policy, Publisher publisher) {
        try {
            var own = Files.readString(machine.profile());
            var pages = "https://" + publisher.authority() + "/" + PAGES;
            return own.replaceFirst("(?m)^id: .*$", "id: " + policy.profileId())
                    + """

                    published:
                      declared-by: maker
                      disclosure: "%1$s/disclosure"
                      support: "%1$s/support"
                      trust: publisher.pem
                    """
                            .formatted(pages);
        } catch (IOException e) {
            throw new Trouble("the QEMU device's profile cannot be read: " + e, e);
        }
    }

    private int end(ReportView view) {
        boolean asDemanded =
                view.deciding(Requirement.UK_PSTI_2023).size() == POLICIES.size() * 3
                        && POLICIES.stream()
                                .allMatch(policy ->
                                        view.of(policy.profileId())
                                                .filter(RealDemo::decides)
                                                .allMatch(line -> meets(policy, line)));
        terminal.out()
                .println(
                        asDemanded
                                ? "Every verdict is as the machines' password policies demand."
                                : "Not every verdict is as the machines' password policies demand.");
        return asDemanded ? ExitCode.OK : ExitCode.FAIL;
    }

    private static boolean decides(ReportView.VerdictLine line) {
        return line.scheme().equals(Requirement.UK_PSTI_2023);
    }

    private static boolean meets(Policy policy, ReportView.VerdictLine line) {
        boolean passwords = line.requirement().equals(Requirement.PASSWORDS.name());
        return line.outcome() == (passwords ? policy.passwords() : Outcome.PASS);
    }
}
