package org.proofmark.cli.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import org.proofmark.virtuallab.catalogue.CatalogueEntry;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import org.testng.annotations.Test;

public class SimulatedLabTest {
    @Test
    public void noRigHoldsMoreSlotsThanItsFileTakes() {
        for (int atLeast : new int[] {1, 5, 30}) {
            var slots = new HashMap<String, Integer>();
            var rigs =
                    SimulatedLab.rigs(
                            SimulatedCatalogue.entries(), e -> Math.max(e.units(), atLeast));
            for (CatalogueEntry entry : SimulatedCatalogue.entries()) {
                slots.merge(
                        rigs.getOrDefault(entry.id(), ""),
                        Math.max(entry.units(), atLeast),
                        Integer::sum);
            }
            assertThat(slots)
                    .doesNotContainKey("")
                    .allSatisfy((_, n) -> assertThat(n).isBetween(1, 64));
        }
    }

    @Test
    public void aRigThatIsKilledHoldsNothingElse() {
        var rigs = SimulatedLab.rigs(SimulatedCatalogue.entries(), CatalogueEntry::units);
        for (CatalogueEntry entry : SimulatedCatalogue.entries()) {
            if (entry.trouble().agentKilled()) {
                var others = new HashSet<>(rigs.keySet());
                others.remove(entry.id());
                assertThat(others)
                        .allSatisfy(
                                o -> assertThat(rigs.get(o)).isNotEqualTo(rigs.get(entry.id())));
            }
        }
    }
}
