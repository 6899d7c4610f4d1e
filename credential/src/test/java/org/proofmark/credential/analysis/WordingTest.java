package org.proofmark.credential.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.strength.Keyspace;
import org.testng.annotations.Test;

/// One of a kind is said in the singular.
public class WordingTest {
    private static List<PopulationUnit> units(String... passwords) {
        var units = new ArrayList<PopulationUnit>();
        for (String password : passwords) {
            int number = units.size();
            units.add(new PopulationUnit("u" + number, Map.of("serial", "S" + number), password));
        }
        return units;
    }

    private static String explanation(FindingClass kind, String... passwords) {
        var report =
                new DerivationAnalyser()
                        .analyse(new Study(units(passwords), List.of()), new Claim.NoRuleBroken());
        return report.findings().stream()
                .filter(f -> f.kind() == kind)
                .map(PopulationFinding::explanation)
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void onePositionIsNoPositions() {
        var study = new Study(units("qzxw-1k", "qzxw-2k", "qzxw-7k"), List.of());
        assertThat(Keyspace.of(study).how()).isEqualTo("the one position that differs");
        var more = new Study(units("qzxw-1k", "qzxw-2m", "qzxw-7p"), List.of());
        assertThat(Keyspace.of(more).how()).startsWith("2 positions that differ");
    }

    @Test
    public void oneGroupOfEqualPasswordsIsNoGroups() {
        assertThat(explanation(FindingClass.DUPLICATE, "k3kq9", "k3kq9", "m2x8v"))
                .contains("(1 group;");
        assertThat(explanation(FindingClass.DUPLICATE, "k3kq9", "k3kq9", "m2x8v", "m2x8v"))
                .contains("(2 groups;");
    }

    @Test
    public void oneUnitWithoutAPasswordIsNoUnits() {
        assertThat(explanation(FindingClass.EMPTY, "", "m2x8v")).startsWith("1 unit has an empty");
        assertThat(explanation(FindingClass.EMPTY, "", "")).startsWith("2 units have an empty");
    }
}
