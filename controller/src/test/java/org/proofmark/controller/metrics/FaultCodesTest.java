package org.proofmark.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.proofmark.domain.run.Fault;
import org.testng.annotations.Test;

public class FaultCodesTest {
    private static Path docs() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("proofmark"))) {
                return at.resolve("docs");
            }
        }
        throw new IllegalStateException("run inside the checkout");
    }

    @Test
    public void everyFaultThatTheAgentNamesIsCountedByName() throws IOException {
        var page = Files.readString(docs().resolve("rig.md"));
        var from = page.indexOf("## Faults that the agent names");
        assertThat(from).isPositive();
        var named =
                Pattern.compile("`([a-z]+(-[a-z]+)*)`")
                        .matcher(page.substring(from, page.indexOf("\n## ", from + 1)))
                        .results()
                        .map(m -> m.group(1))
                        .toList();
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(FaultCodes.KNOWN).containsAll(named).doesNotHaveDuplicates().isSorted();
    }

    @Test
    public void whatIsNotKnownIsOther() {
        assertThat(FaultCodes.of(Fault.of("power-not-cut", "it stayed on", "off")))
                .isEqualTo("power-not-cut");
        assertThat(FaultCodes.of(Fault.of("mine", "whatever", "off"))).isEqualTo("other");
    }
}
