package org.proofmark.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proofmark.cli.bundle.ReportBundle;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.campaign.CampaignOrder;
import org.proofmark.cli.campaign.CheckedProfile;
import org.proofmark.cli.campaign.ProfileFile;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.lab.ProcessSlots;
import org.proofmark.cli.lab.RigFile;
import org.proofmark.cli.lab.RigFile.SlotEntry;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.virtuallab.publisher.Product;
import org.proofmark.virtuallab.publisher.Publisher;

/// `demo --real`: QEMU machines, two or three of each credential policy.
final class RealDemo {
    private static final String RIG = "rig-1";
    private static final String PAGES = "QEMU";

    /// Units at work per processor: a unit mostly waits, for the power to be down, for a button to
    /// be held, for a login that is slow on purpose.
    private static final int UNITS_PER_PROCESSOR = 2;

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

    /// @param yes installs missing Debian packages without a question
    int run(boolean yes) {
        var machine = new QemuScripts(terminal);
        machine.installPackages(yes);
        var image = machine.build(false);
        new ReportBundle(out).prepare();
        terminal.out().println("Starting a controller and a rig-agent…");
        try (var lab = ScratchLab.startWithPages()) {
            DemoCommand.tellPages(terminal, lab);
            return run(lab, machine, image);
        }
    }

    private int run(ScratchLab lab, QemuScripts machine, Path image) {
        var slots = new ArrayList<SlotEntry>();
        for (QemuPolicy policy : QemuPolicy.ALL) {
            var command = machine.command(policy.name(), image);
            slots.addAll(
                    ProcessSlots.of(
                            policy.profileId(),
                            policy.units(preset),
                            command,
                            seed + slots.size(),
                            Map.of()));
        }
        lab.addRig(new RigFile(RIG, slots));
        var trustPem = lab.folder("publisher").resolve("publisher.pem");
        var products = List.of(Product.inOrder(PAGES, "Proofmark", "proofmark-qemu"));
        try (var publisher = Publisher.start(trustPem, products, InstantSource.system())) {
            var orders =
                    QemuPolicy.ALL.stream()
                            .map(policy -> order(policy, image, publisher, trustPem, slots))
                            .toList();
            return end(
                    new LabRun(terminal, out, Requirement.UK_PSTI_2023)
                            .run(lab, orders, places(), false));
        } catch (IOException e) {
            throw new Trouble("the publisher of the maker's pages does not start: " + e, e);
        }
    }

    private int places() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(preset.units(), UNITS_PER_PROCESSOR * processors);
    }

    private CampaignOrder order(
            QemuPolicy policy,
            Path image,
            Publisher publisher,
            Path trustPem,
            List<SlotEntry> slots) {
        var yaml = profile(image, policy, publisher, trustPem);
        // the maker's root stands beside it, its images in their own folder
        var name = image.resolve(policy.profileId() + ".yaml").toString();
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
    private static String profile(
            Path image, QemuPolicy policy, Publisher publisher, Path trustPem) {
        try {
            var own = Files.readString(QemuScripts.profile(image));
            var pages = "https://" + publisher.authority() + "/" + PAGES;
            return own.replaceFirst("(?m)^id: .*$", "id: " + policy.profileId())
                    + """

                    published:
                      declared-by: maker
                      disclosure: "%1$s/disclosure"
                      support: "%1$s/support"
                      trust: "%2$s"
                    """
                            .formatted(pages, trustPem.toAbsolutePath());
        } catch (IOException e) {
            throw new Trouble("the QEMU device's profile cannot be read: " + e, e);
        }
    }

    private int end(ReportView view) {
        var deviations = QemuPolicy.deviations(QemuPolicy.ALL, view);
        if (deviations.isEmpty()) {
            terminal.out().println("Every verdict is as the machines' password policies demand.");
            return ExitCode.OK;
        }
        deviations.forEach(terminal.err()::println);
        terminal.err()
                .println(
                        "proofmark: not every verdict is as the machines' password policies demand.");
        return ExitCode.FAIL;
    }
}
