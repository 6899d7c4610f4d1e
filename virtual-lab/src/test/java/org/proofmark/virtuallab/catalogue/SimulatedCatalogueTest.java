package org.proofmark.virtuallab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.domain.scheme.Requirement.EN_303_645;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;
import static org.proofmark.domain.scheme.Requirement.REPORTING;
import static org.proofmark.domain.scheme.Requirement.SUPPORT_PERIOD;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.profile.Published.Page;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Demand;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Group;
import org.proofmark.virtuallab.device.ModelName;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The catalogue holds together: with the devices, the profile format and the list of flaws.
public final class SimulatedCatalogueTest {
    /// Their flaw breaks another provision, or is a finding.
    private static final Set<String> KEEP_PASSWORDS =
            Set.of("P14a", "P15a", "P17b", "P20a", "P20b", "P21", "P22", "P23", "P24", "P25");

    /// What they show takes four units.
    private static final Set<String> POPULATIONS =
            Set.of("P3", "P4a", "P4b", "P5a", "P5b", "P6", "P7", "P8a", "P8b", "P9", "P10");

    @DataProvider
    Object[] entries() {
        return SimulatedCatalogue.entries().toArray();
    }

    @Test
    public void rowsOfThisIssueAreThere() {
        assertThat(SimulatedCatalogue.entries())
                .extracting(CatalogueEntry::id)
                .containsExactly(
                        "C1", "C2", "C3", "C4", "C5", "C6", "C7", "P1", "P2", "P3", "P4a", "P4b",
                        "P5a", "P5b", "P6", "P7", "P8a", "P8b", "P9", "P10", "P11", "P12", "P13",
                        "P14a", "P14b", "P15a", "P15b", "P16a", "P16b", "P16c", "P17a", "P17b",
                        "P18", "P19", "P20a", "P20b", "P22", "P21", "P23", "P24", "P25", "S1", "S2",
                        "D1", "D2", "R1", "R2", "R3", "R4", "R5", "R7", "R8");
        assertThat(SimulatedCatalogue.entries())
                .extracting(entry -> entry.name().id())
                .containsAll(ModelName.ids());
        assertThat(SimulatedCatalogue.find("p12")).isPresent();
        assertThat(SimulatedCatalogue.find("P99")).isEmpty();
    }

    @Test(dataProvider = "entries")
    public void profileFitsTheFormatAndTheDevice(CatalogueEntry entry) {
        var text = entry.profile("127.0.0.1:4711");
        assertThat(text).doesNotContain("{{");
        var profile =
                ProfileCodec.parse(entry.id() + ".yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(profile.id())
                .hasToString("sim-" + entry.id().toLowerCase(java.util.Locale.ROOT));
        assertThat(profile.identity().model()).isEqualTo(entry.name().model());
        assertThat(profile.identity().image()).isEqualTo(entry.image().map(_ -> entry.imageFile()));
        assertThat(profile.published().declaredBy()).isEqualTo(DeclaredBy.MAKER);
        assertThat(profile.published().disclosure())
                .isEqualTo(new Page.At("https://127.0.0.1:4711/" + entry.id() + "/disclosure"));
        assertThat(profile.published().support())
                .isEqualTo(new Page.At("https://127.0.0.1:4711/" + entry.id() + "/support"));
    }

    @Test
    public void onlyTheDevicesThatSaltComeWithAnImageAndOneImageHasNoKey() {
        assertThat(SimulatedCatalogue.entries().stream().filter(e -> e.image().isPresent()))
                .extracting(CatalogueEntry::id)
                .containsExactly("C7", "P7");
        assertThat(image("P7")).contains("larch-quarry-7714");
        assertThat(image("C7")).contains("U-Boot").doesNotContain("dm-valve-key");
        assertThat(image("P7")).isEqualTo(image("P7"));
    }

    private static String image(String id) {
        var image = SimulatedCatalogue.find(id).orElseThrow().image().orElseThrow();
        return new String(image, StandardCharsets.ISO_8859_1);
    }

    @Test(dataProvider = "entries")
    public void demandsAreThoseOfTheListOfFlaws(CatalogueEntry entry) {
        assertThat(entry.id()).startsWith(entry.group().letter());
        Map<Requirement, Demand> expected =
                switch (entry.group()) {
                    case COMPLIANT -> demands(Demand.PASS, Demand.PASS, Demand.PASS);
                    case CREDENTIALS ->
                            demands(
                                    KEEP_PASSWORDS.contains(entry.id()) ? Demand.PASS : Demand.FAIL,
                                    Demand.PASS,
                                    Demand.PASS);
                    case DISCLOSURE -> demands(Demand.PASS, Demand.FAIL, Demand.PASS);
                    case SUPPORT -> demands(Demand.PASS, Demand.PASS, Demand.FAIL);
                    case RIG -> demands(Demand.NO_FAIL, Demand.PASS, Demand.PASS);
                };
        var all = new HashMap<>(expected);
        provisions(entry).forEach(p -> all.put(new Requirement(EN_303_645, p), Demand.FAIL));
        assertThat(entry.demands()).isEqualTo(all);
        assertThat(entry.units()).isEqualTo(POPULATIONS.contains(entry.id()) ? 4 : 2);
        boolean troubled = !entry.trouble().settings().isEmpty() || entry.trouble().agentKilled();
        assertThat(troubled).isEqualTo(entry.group() == Group.RIG);
    }

    /// The provisions of EN 303 645 that the list of flaws names beside the row.
    private static List<String> provisions(CatalogueEntry entry) {
        return switch (entry.group()) {
            case COMPLIANT, RIG -> List.of();
            case CREDENTIALS -> provisions(entry.id());
            case DISCLOSURE -> List.of("5.2-1");
            case SUPPORT -> List.of("5.3-13");
        };
    }

    private static List<String> provisions(String id) {
        return switch (id) {
            case "P4a", "P4b", "P5a", "P5b", "P6", "P7", "P9", "P10" -> List.of("5.1-2");
            case "P18", "P19" -> List.of("5.1-1", "5.11-1");
            case "P21", "P23", "P24" -> List.of("5.1-4");
            case "P25" -> List.of("5.1-5");
            case "P14a", "P15a" -> List.of("5.6-4");
            case "P22" -> List.of("5.11-1");
            case "P17b", "P20a", "P20b" -> List.of();
            default -> List.of("5.1-1");
        };
    }

    private static Map<Requirement, Demand> demands(
            Demand passwords, Demand reporting, Demand support) {
        return Map.of(PASSWORDS, passwords, REPORTING, reporting, SUPPORT_PERIOD, support);
    }

    @Test
    public void commandStartsTheDeviceThroughAShell() throws Exception {
        var entry = SimulatedCatalogue.find("C1").orElseThrow();
        var command =
                DeviceCommand.of(
                        Path.of(System.getProperty("java.home")),
                        System.getProperty("java.class.path") + ":/no such/it's.jar",
                        entry);
        var builder = new ProcessBuilder("/bin/sh", "-c", command);
        builder.environment().clear();
        var process = builder.start();
        var error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(error)
                .isEqualTo(
                        "simulated device: DUT_SERIAL is not set: a simulated device is started by a"
                                + " slot of wiring kind 'process', which sets every DUT_"
                                + " variable\n");
    }
}
