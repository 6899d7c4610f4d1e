package org.proofmark.cli.simulated;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.proofmark.cli.campaign.CampaignOrder;
import org.proofmark.cli.campaign.CampaignRunner;
import org.proofmark.cli.campaign.CheckedProfile;
import org.proofmark.cli.campaign.ProfileFile;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.client.CampaignListener;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.lab.ProcessSlots;
import org.proofmark.cli.lab.RigFile;
import org.proofmark.cli.lab.RigFile.SlotEntry;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.domain.plan.Preset;
import org.proofmark.proto.run.v1.UnitPlacement;
import org.proofmark.virtuallab.catalogue.CatalogueEntry;
import org.proofmark.virtuallab.catalogue.DeviceCommand;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import org.proofmark.virtuallab.process.UnitIdentities;
import org.proofmark.virtuallab.publisher.Publisher;

/// A scratch lab whose slots hold simulated devices, and the publisher of their makers' pages. One
/// campaign per device; devices share rigs as far as their slots go, but for those whose rig-agent
/// gets killed, which have one each.
public final class SimulatedLab implements AutoCloseable {
    /// As many as a rig's file takes.
    private static final int SLOTS_PER_RIG = 64;

    private final ScratchLab lab;
    private final Publisher publisher;
    private final Plan plan;
    private final Path trustPem;
    private final Map<String, List<SlotEntry>> slots = new LinkedHashMap<>();
    private final Map<String, String> rigs = new LinkedHashMap<>();

    /// What is run.
    ///
    /// @param entries rows of the catalogue, each once
    /// @param preset how hard is looked; a row has as many units as it needs, and as the preset
    ///   wants
    /// @param resets 0 = the preset's
    /// @param seed the same seed makes the same units
    /// @param network the setting `network` of every slot; empty for none
    public record Plan(
            List<CatalogueEntry> entries,
            Preset preset,
            int resets,
            long seed,
            Optional<String> network) {
        public Plan {
            entries = List.copyOf(entries);
        }

        /// At preset `quick`.
        public Plan(List<CatalogueEntry> entries, int resets, long seed) {
            this(entries, Preset.QUICK, resets, seed, Optional.empty());
        }
    }

    private SimulatedLab(ScratchLab lab, Publisher publisher, Plan plan, Path trustPem) {
        this.lab = lab;
        this.publisher = publisher;
        this.plan = plan;
        this.trustPem = trustPem;
    }

    /// Starts the processes and puts the units into their slots.
    public static SimulatedLab start(Plan plan) {
        return start(plan, ScratchLab.start());
    }

    /// The same, with the controller's pages.
    public static SimulatedLab startWithPages(Plan plan) {
        return start(plan, ScratchLab.startWithPages());
    }

    private static SimulatedLab start(Plan plan, ScratchLab lab) {
        try {
            var trustPem = lab.folder("publisher").resolve("publisher.pem");
            var publisher =
                    Publisher.start(
                            trustPem, SimulatedCatalogue.products(), InstantSource.system());
            var simulated = new SimulatedLab(lab, publisher, plan, trustPem);
            simulated.addRigs();
            return simulated;
        } catch (IOException e) {
            lab.close();
            throw new Trouble("the publisher of the makers' pages does not start: " + e, e);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private void addRigs() {
        var byRig = new LinkedHashMap<String, List<SlotEntry>>();
        rigs.putAll(rigs(plan.entries(), this::units));
        for (CatalogueEntry entry : plan.entries()) {
            var own = slotsOf(entry);
            slots.put(entry.id(), own);
            byRig.computeIfAbsent(rig(entry), _ -> new ArrayList<>()).addAll(own);
        }
        byRig.forEach((rig, entries) -> lab.addRig(new RigFile(rig, entries)));
    }

    /// Which rig each row sits on, by its id.
    static Map<String, String> rigs(
            List<CatalogueEntry> entries, ToIntFunction<CatalogueEntry> units) {
        var rigs = new LinkedHashMap<String, String>();
        int shared = 1;
        int taken = 0;
        for (CatalogueEntry entry : entries) {
            if (entry.trouble().agentKilled()) {
                rigs.put(entry.id(), "rig-" + lower(entry));
                continue;
            }
            taken += units.applyAsInt(entry);
            if (taken > SLOTS_PER_RIG) {
                shared++;
                taken = units.applyAsInt(entry);
            }
            rigs.put(entry.id(), "rig-" + shared);
        }
        return rigs;
    }

    private List<SlotEntry> slotsOf(CatalogueEntry entry) {
        var command =
                DeviceCommand.of(
                        Path.of(System.getProperty("java.home")),
                        System.getProperty("java.class.path"),
                        entry);
        return ProcessSlots.of(
                lower(entry),
                UnitIdentities.of(seed(entry), units(entry), entry.daysApart()),
                command,
                settings(entry));
    }

    private Map<String, Object> settings(CatalogueEntry entry) {
        var settings = new LinkedHashMap<String, Object>();
        plan.network().ifPresent(kind -> settings.put("network", kind));
        settings.putAll(entry.trouble().settings());
        return settings;
    }

    /// Rows are different products: their serial numbers have nothing to do with each other.
    private long seed(CatalogueEntry entry) {
        return plan.seed() * 1000 + SimulatedCatalogue.entries().indexOf(entry);
    }

    private int units(CatalogueEntry entry) {
        return Math.max(entry.units(), plan.preset().units());
    }

    private static String lower(CatalogueEntry entry) {
        return entry.id().toLowerCase(Locale.ROOT);
    }

    private String rig(CatalogueEntry entry) {
        return Objects.requireNonNull(rigs.get(entry.id()), entry.id());
    }

    /// The processes.
    public ScratchLab lab() {
        return lab;
    }

    /// Runs a campaign for every row, as many side by side as there are places for their units.
    ///
    /// @return a campaign per row, in their order
    public List<Ran> run(int places, CampaignListener listener) {
        var faults = new FaultLog();
        var noted = faults.before(listener);
        var jobs = new ArrayList<CampaignRunner.Job>();
        for (CatalogueEntry entry : plan.entries()) {
            jobs.add(new CampaignRunner.Job(units(entry), () -> runOne(entry, noted)));
        }
        var ids = CampaignRunner.runJobs(jobs, places);
        var ran = new ArrayList<Ran>();
        for (int i = 0; i < ids.size(); i++) {
            ran.add(new Ran(plan.entries().get(i), ids.get(i), faults.codes(ids.get(i))));
        }
        return ran;
    }

    private String runOne(CatalogueEntry entry, CampaignListener listener) {
        var runner = new CampaignRunner(lab.client(), listener);
        if (!entry.trouble().agentKilled()) {
            return runner.run(order(entry));
        }
        try (var killer = new AgentKiller(lab, rig(entry))) {
            return runner.run(order(entry), killer.before(listener));
        }
    }

    /// A row that was run.
    ///
    /// @param faults codes of the rig faults that its attempts met, in their order
    public record Ran(CatalogueEntry entry, String campaignId, List<String> faults) {
        public Ran {
            faults = List.copyOf(faults);
        }
    }

    private CampaignOrder order(CatalogueEntry entry) {
        var yaml = ByteString.copyFromUtf8(entry.profile(publisher.authority()));
        var file =
                new ProfileFile(
                        trustPem.resolveSibling(entry.profileId() + ".yaml").toString(), yaml);
        entry.image().ifPresent(image -> write(trustPem.resolveSibling(entry.imageFile()), image));
        return new CampaignOrder(
                CheckedProfile.of(file).file(),
                entry.id(),
                SuiteChoice.named(SuiteChoice.TOP_THREE),
                plan.preset().name(),
                plan.resets(),
                plan.seed(),
                placements(entry));
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new Trouble("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private List<UnitPlacement> placements(CatalogueEntry entry) {
        return slots.getOrDefault(entry.id(), List.of()).stream()
                .map(slot -> slot.placement(rig(entry)))
                .toList();
    }

    @Override
    public void close() {
        lab.close();
        publisher.close();
    }
}
