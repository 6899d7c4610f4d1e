package org.proofmark.credential.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.Test;

public class UnitFieldsTest {
    private static final class Asked extends UnitFields {
        private final List<String> asked = new ArrayList<>();

        @Override
        protected Optional<String> value(String name) {
            asked.add(name);
            return name.equals("serial") ? Optional.of("S1") : Optional.empty();
        }

        @Override
        protected List<String> names() {
            return List.of("serial", "mac");
        }
    }

    @Test
    public void aUnitReadsOnlyWhatItIsAskedFor() {
        var fields = new Asked();
        var unit = new PopulationUnit("u", fields, "p");
        assertThat(fields.asked).isEmpty();
        assertThat(unit.field("serial")).contains("S1");
        assertThat(unit.mac("mac")).isEmpty();
        assertThat(fields.asked).containsExactly("serial", "mac");
    }

    @Test
    public void aUnitEqualsOneThatWasReadAtOnce() {
        var unit = new PopulationUnit("u", new Asked(), "p");
        assertThat(unit).isEqualTo(new PopulationUnit("u", Map.of("serial", "S1"), "p"));
        assertThat(unit.identifiers()).containsOnlyKeys("serial").doesNotContainKey("mac");
        assertThatThrownBy(() -> unit.identifiers().put("mac", "m"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
