package org.proofmark.credential.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

public class StudyTest {
    private static PopulationUnit unit(String id, String model) {
        return new PopulationUnit(id, Map.of("serial", id, "model", model), "pass" + id);
    }

    private static List<String> words(PopulationUnit... units) {
        return new Study(List.of(units), List.of()).labelWords();
    }

    @Test
    public void whatStandsOnEveryLabelIsTakenWholeAndInWords() {
        assertThat(words(unit("a", "Acme AX-50"), unit("b", "Acme AX-50")))
                .contains("Acme AX-50", "acme ax-50", "ACMEAX-50", "AcmeAX50", "Acme", "ax-50")
                .doesNotContain("a", "b")
                .doesNotHaveDuplicates();
    }

    @Test
    public void whatDiffersIsNoWordOfTheLabel() {
        assertThat(words(unit("a", "Acme 1"), unit("b", "Acme 2"))).isEmpty();
        assertThat(words(unit("a", "Acme 1"))).isEmpty();
    }

    @Test
    public void aLongLabelGivesNoMoreWordsThanAreTried() {
        var model = "one two three four five six seven eight nine ten eleven twelve";
        assertThat(words(unit("a", model), unit("b", model))).hasSize(24);
    }
}
