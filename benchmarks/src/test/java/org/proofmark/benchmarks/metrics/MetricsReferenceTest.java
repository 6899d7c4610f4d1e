package org.proofmark.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.testng.annotations.Test;

public class MetricsReferenceTest {
    @Test
    public void thePageSaysWhatTheMetersSay() throws IOException {
        var page = Tools.root().resolve("docs/metrics.md");
        if (Boolean.getBoolean("proofmark.regenerate")) {
            Files.writeString(page, MetricsReference.text());
        }
        assertThat(page)
                .as(
                        "docs/metrics.md is generated from the meters: run"
                                + " ./proofmark test -pl benchmarks -am -Dtest=MetricsReferenceTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dproofmark.regenerate=true")
                .hasContent(MetricsReference.text());
    }
}
