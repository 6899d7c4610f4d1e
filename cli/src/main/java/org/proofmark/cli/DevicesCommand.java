package org.proofmark.cli;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.virtuallab.catalogue.CatalogueEntry;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `proofmark devices`: the simulated devices.
@Command(
        name = "devices",
        description = "Lists the simulated devices with the flaws that are planted in them.")
final class DevicesCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("id", "profile", "units", "codes", "description");

    @Mixin private final OutputOption output = new OutputOption();
    private final Terminal terminal;

    DevicesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var rows =
                SimulatedCatalogue.entries().stream()
                        .map(entry ->
                                Listing.row(
                                        COLUMNS,
                                        entry.id(),
                                        entry.profileId(),
                                        entry.units(),
                                        List.copyOf(new TreeSet<>(entry.catches())),
                                        entry.description()))
                        .toList();
        output.print(Listing.of("devices", COLUMNS, rows), terminal.out());
        return ExitCode.OK;
    }

    /// The rows that a person named, in that order.
    ///
    /// @throws UnusableInput for an id that is not in the catalogue, or stands there twice
    static List<CatalogueEntry> named(String option, List<String> ids) {
        var entries = ids.stream().map(id -> named(option, id.strip())).toList();
        if (entries.stream().distinct().count() != entries.size()) {
            throw new UnusableInput(option + ": a device stands here twice; name each once");
        }
        return entries;
    }

    private static CatalogueEntry named(String option, String id) {
        return SimulatedCatalogue.find(id)
                .orElseThrow(() ->
                        new UnusableInput(
                                "%s: no simulated device '%s'; there are %s"
                                        .formatted(
                                                option,
                                                id,
                                                String.join(
                                                        ", ",
                                                        SimulatedCatalogue.entries().stream()
                                                                .map(CatalogueEntry::id)
                                                                .toList()))));
    }
}
