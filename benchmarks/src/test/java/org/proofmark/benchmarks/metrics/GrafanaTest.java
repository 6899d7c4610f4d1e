package org.proofmark.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.controller.metrics.ControllerMeters;
import org.proofmark.meters.Meter;
import org.proofmark.rigagent.metrics.AgentMeters;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;

/// What can be said of grafana/ without a running system.
public class GrafanaTest {
    /// JSON writes an enum as its value, so the types are taken as they are written.
    private static final String TYPES =
            """
            import type { Dashboard } from '@grafana/schema';
            type Written<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T
                : T extends (infer E)[] ? Written<E>[] : T extends object ? { [K in keyof T]: Written<T[K]> } : T;
            export const dashboard: Written<Dashboard> =\
            """;

    @DataProvider
    Object[][] dashboards() throws IOException {
        return Dashboard.all().stream()
                .map(d -> new Object[] {d.name(), d})
                .toArray(Object[][]::new);
    }

    @Test
    public void bothDashboardsAreThere() throws IOException {
        assertThat(Dashboard.all())
                .extracting(Dashboard::name)
                .containsExactly("lab.json", "rig.json");
    }

    private static Tools.Said compile(String name, String json) throws Exception {
        var schema = Tools.grafanaSchema();
        var folder = Files.createTempDirectory("grafana-types");
        try {
            var file = folder.resolve(name.replace(".json", ".ts"));
            Files.writeString(file, TYPES + json + ";\n");
            Files.createSymbolicLink(
                    folder.resolve("node_modules"), schema.resolve("node_modules"));
            return Tools.run(
                    folder,
                    List.of(
                            Tools.node().toString(),
                            schema.resolve("node_modules/typescript/bin/tsc").toString(),
                            "--noEmit",
                            "--strict",
                            "--skipLibCheck",
                            "--target",
                            "es2022",
                            "--module",
                            "preserve",
                            "--moduleResolution",
                            "bundler",
                            file.toString()));
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static String text(String name) throws IOException {
        return Files.readString(Tools.grafana().resolve("dashboards").resolve(name));
    }

    @Test(dataProvider = "dashboards")
    public void aDashboardIsOfGrafanasType(String name, Dashboard dashboard) throws Exception {
        var said = compile(name, text(name));
        assertThat(said.code())
                .as(
                        "%s (%s) is not of type Dashboard; line %s",
                        name, dashboard.name(), said.output())
                .isZero();
    }

    @Test
    public void aDashboardThatIsNotOfGrafanasTypeIsFoundWithItsLine() throws Exception {
        var json = text("lab.json");
        var said = compile("lab.json", json.replaceFirst("\"gridPos\"", "\"gridPosition\""));
        assertThat(said.code()).isNotZero();
        var line = json.substring(0, json.indexOf("\"gridPos\"")).lines().count() + 3;
        assertThat(said.output()).contains("lab.ts(" + line + ",").contains("gridPosition");
    }

    @Test(dataProvider = "dashboards")
    public void everyPanelSaysWhatItShowsAndInWhichUnit(String name, Dashboard dashboard) {
        var ids = new HashSet<Integer>();
        for (var panel : Dashboard.elements(dashboard.json().path("panels"))) {
            assertThat(ids.add(panel.path("id").asInt())).as("ids of %s differ", name).isTrue();
        }
        for (var panel : dashboard.panels()) {
            assertThat(problems(panel))
                    .as("%s: %s", name, panel.path("title").asString())
                    .isEmpty();
        }
        assertThat(dashboard.json().path("description").asString()).isNotBlank();
        for (var variable : dashboard.json().at("/templating/list")) {
            assertThat(variable.path("description").asString()).isNotBlank();
        }
    }

    private static List<String> problems(JsonNode panel) {
        var problems = new ArrayList<String>();
        if (panel.path("description").asString("").length() < 30) {
            problems.add("wants a description");
        }
        if (panel.at("/fieldConfig/defaults/unit").asString("").isEmpty()) {
            problems.add("wants a unit");
        }
        if (!panel.at("/datasource/uid").asString("").equals("${datasource}")) {
            problems.add("wants the data source of the variable");
        }
        if (panel.path("targets").isEmpty()) {
            problems.add("wants a query");
        }
        for (var target : panel.path("targets")) {
            if (target.path("expr").asString("").isBlank()) {
                problems.add("wants a query in " + target.path("refId"));
            }
        }
        return problems;
    }

    @Test(dataProvider = "dashboards")
    public void panelsDoNotOverlap(String name, Dashboard dashboard) {
        var taken = new HashSet<List<Integer>>();
        for (var panel : Dashboard.elements(dashboard.json().path("panels"))) {
            var at = panel.path("gridPos");
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    var cell = List.of(at.path("x").asInt() + x, at.path("y").asInt() + y);
                    assertThat(cell.getFirst()).isLessThan(24);
                    assertThat(taken.add(cell))
                            .as("%s: %s lies on another", name, panel.path("title").asString())
                            .isTrue();
                }
            }
        }
    }

    @Test
    public void everyMetricThatIsShownOrWatchedIsDeclared() throws IOException {
        var declared =
                Stream.concat(ControllerMeters.ALL.stream(), AgentMeters.ALL.stream())
                        .flatMap(GrafanaTest::series)
                        .collect(Collectors.toSet());
        assertThat(Dashboard.allMetrics().filter(name -> name.startsWith("proofmark_")))
                .hasSizeGreaterThan(20)
                .isSubsetOf(declared);
    }

    private static Stream<String> series(Meter meter) {
        return meter.kind() == Meter.Kind.HISTOGRAM
                ? Stream.of("_bucket", "_sum", "_count", "_max").map(end -> meter.name() + end)
                : Stream.of(meter.name());
    }

    @Test
    public void everyDeclaredMeterIsShownOrWatched() throws IOException {
        var used = Dashboard.allMetrics().collect(Collectors.toSet());
        var unused =
                Stream.concat(ControllerMeters.ALL.stream(), AgentMeters.ALL.stream())
                        .distinct()
                        .filter(meter -> series(meter).noneMatch(used::contains))
                        .map(Meter::name)
                        .toList();
        assertThat(unused)
                .as("meters that nobody looks at; those of this list are for a query by hand")
                .isSubsetOf(
                        Set.of(
                                "proofmark_failed_reads_total",
                                "proofmark_blobs_total",
                                "proofmark_campaign_ends_total",
                                "proofmark_run_ends_total"));
    }

    @Test
    public void theNamesOfMetricsAreFoundInAQuery() {
        assertThat(
                        Dashboard.metrics(
                                "sum by (proofmark_x) (rate(proofmark_a_total{rig=~\"proofmark_b\"}[5m]))"
                                        + " / on (up) proofmark_c or up{job=\"x\"} == 0"))
                .containsExactly("proofmark_a_total", "proofmark_c", "up");
    }

    private static void promtool(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Tools.promtool().toString()));
        command.addAll(List.of(arguments));
        var said = Tools.run(folder, command);
        assertThat(said.code()).as(said.output()).isZero();
    }

    @Test
    public void theRulesAreRulesAndTheirUnitTestsPass() throws Exception {
        var alerts = Tools.grafana().resolve("alerts");
        promtool(alerts, "check", "rules", "proofmark.rules.yaml");
        promtool(alerts, "test", "rules", "proofmark.rules.test.yaml");
    }

    @Test
    public void everyRuleHasAUnitTestInWhichItAlertsAndOneInWhichItDoesNot() throws IOException {
        var tests = Files.readString(Tools.grafana().resolve("alerts/proofmark.rules.test.yaml"));
        assertThat(Dashboard.rules()).hasSizeGreaterThanOrEqualTo(7);
        for (var name : Dashboard.rules().keySet()) {
            assertThat(tests).contains("alertname: " + name + "\n        exp_alerts:\n");
        }
    }

    @Test
    public void thePrometheusConfigurationIsOne() throws Exception {
        promtool(Tools.grafana().resolve("prometheus"), "check", "config", "prometheus.yaml");
    }
}
