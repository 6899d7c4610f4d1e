package org.proofmark.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.benchmarks.metrics.Dashboard.Query;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;

/// A real Prometheus scrapes a real controller and two real rigs, one of them at work.
public class PrometheusTest {
    private static final String CONTROLLER = "proofmark-controller";
    private static final String AGENT = "proofmark-agents";
    private static final String DOOMED = "proofmark-doomed";

    /// What has nothing to show in a lab where nothing is wrong.
    private static final Set<String> EMPTY_IN_PEACE =
            Set.of("Faults in this time range", "Calls that were refused");

    private Path folder;
    private @Nullable WatchedLab started;
    private @Nullable RunningPrometheus scraping;

    @BeforeClass
    void startAndRunACampaign() throws Exception {
        folder = Files.createTempDirectory("watched-lab");
        var lab = WatchedLab.start(folder);
        started = lab;
        var targets = new LinkedHashMap<String, String>();
        targets.put(CONTROLLER, lab.controllerAddress());
        targets.put(AGENT, lab.rigAddress("rig-1"));
        targets.put(DOOMED, lab.rigAddress("rig-2"));
        var prometheus = RunningPrometheus.start(folder, targets);
        scraping = prometheus;
        for (var job : targets.keySet()) {
            prometheus.awaitResult("up{job=\"" + job + "\"} == 1");
        }
        var campaign = lab.runCampaign();
        // its profile declares no pages, so that two requirements cannot be decided
        assertThat(campaign.code()).as(campaign.out() + campaign.err()).isEqualTo(2);
        prometheus.awaitResult("proofmark_campaign_ends_total{end=\"ended\"} == 1");
        prometheus.awaitResult("proofmark_agent_operation_seconds_count{operation=\"login\"} > 0");
    }

    @AfterClass(alwaysRun = true)
    void stop() throws IOException {
        if (scraping != null) {
            scraping.close();
        }
        if (started != null) {
            started.close();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private WatchedLab lab() {
        return Objects.requireNonNull(started);
    }

    private RunningPrometheus prometheus() {
        return Objects.requireNonNull(scraping);
    }

    @DataProvider
    Object[][] queries() throws IOException {
        var queries = new ArrayList<Query>();
        for (var dashboard : Dashboard.all()) {
            queries.addAll(dashboard.queries());
        }
        return queries.stream().map(q -> new Object[] {q}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "queries")
    public void everyQueryOfEveryPanelIsAnswered(Query query) {
        var asked = Tools.filledIn(query.text(), Dashboard.VARIABLES);
        assertThat(asked).as("a variable is left").doesNotContain("$");
        assertThat(prometheus().query(asked).problem()).as(query.toString()).isEmpty();
        if (!EMPTY_IN_PEACE.contains(query.panel())) {
            assertThat(prometheus().awaitResult(asked)).as(query.toString()).isNotEmpty();
        }
    }

    @Test
    public void everyVariableOfADashboardHasValues() throws IOException {
        for (var dashboard : Dashboard.all()) {
            for (var variable : dashboard.variableQueries()) {
                var series = Tools.filledIn(variable.getFirst(), Dashboard.VARIABLES);
                var values =
                        prometheus()
                                .awaitResult("group by (" + variable.get(1) + ") (" + series + ")");
                assertThat(values).isNotEmpty();
                assertThat(values.getFirst().at("/metric/" + variable.get(1)).asString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    public void everyRuleIsEvaluatedWithoutAnError() throws IOException {
        for (var rule : Dashboard.rules().entrySet()) {
            assertThat(prometheus().query(rule.getValue()).problem()).as(rule.getKey()).isEmpty();
        }
        var rules =
                prometheus()
                        .await(
                                "every rule has been evaluated",
                                () ->
                                        Dashboard.elements(
                                                prometheus()
                                                        .api("rules")
                                                        .at("/data/groups/0/rules")),
                                all ->
                                        !all.isEmpty()
                                                && all.stream()
                                                        .noneMatch(rule ->
                                                                rule.path("health")
                                                                        .asString()
                                                                        .equals("unknown")));
        assertThat(rules).hasSameSizeAs(Dashboard.rules().keySet());
        for (var rule : rules) {
            assertThat(rule.path("health").asString())
                    .as(rule.path("name").asString() + " " + rule.path("lastError").asString(""))
                    .isEqualTo("ok");
        }
    }

    @Test
    public void aRigWhoseAgentIsKilledRaisesItsAlert() throws Exception {
        var lost = Objects.requireNonNull(Dashboard.rules().get("ProofmarkRigLost"));
        lab().killDoomedRig();
        prometheus()
                .await(
                        "rig-2 is lost",
                        () -> prometheus().query(lost).result(),
                        rows -> rows.stream().anyMatch(row -> isOf(row, "rig-2")));
        // the unit tests of the rules say when it does not
        prometheus()
                .await(
                        "an alert of rig-2 is pending or fires",
                        () -> Dashboard.elements(prometheus().api("alerts").at("/data/alerts")),
                        alerts -> alerts.stream().anyMatch(PrometheusTest::isTheAlert));
        prometheus().awaitResult("up{job=\"" + DOOMED + "\"} == 0");
    }

    private static boolean isTheAlert(JsonNode alert) {
        return alert.at("/labels/alertname").asString("").equals("ProofmarkRigLost")
                && alert.at("/labels/rig").asString("").equals("rig-2");
    }

    private static boolean isOf(JsonNode row, String rig) {
        return row.at("/metric/rig").asString("").equals(rig);
    }

    @DataProvider
    Object[][] scraped() {
        return new Object[][] {{CONTROLLER}, {AGENT}};
    }

    private String scrape(String job) throws Exception {
        var address =
                job.equals(CONTROLLER) ? lab().controllerAddress() : lab().rigAddress("rig-1");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    @Test(dataProvider = "scraped")
    public void promtoolFindsNothingWrongWithTheMetrics(String job) throws Exception {
        var file = Files.writeString(folder.resolve(job + ".metrics"), scrape(job));
        var said =
                Tools.run(folder, List.of(Tools.promtool().toString(), "check", "metrics"), file);
        assertThat(said.code()).as(said.output()).isZero();
        assertThat(said.output()).isEmpty();
        // a metric without a help text is what promtool must find
        var bad = Files.writeString(folder.resolve(job + ".bad"), "# TYPE x gauge\nx 1\n");
        assertThat(
                        Tools.run(
                                        folder,
                                        List.of(Tools.promtool().toString(), "check", "metrics"),
                                        bad)
                                .code())
                .isNotZero();
    }

    @Test
    public void everyMetricThatIsShownOrWatchedIsServed() throws Exception {
        var text = scrape(CONTROLLER) + scrape(AGENT);
        var served =
                Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE)
                        .matcher(text)
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.toSet());
        assertThat(Dashboard.allMetrics().filter(name -> !name.equals("up"))).isSubsetOf(served);
    }

    @Test(dataProvider = "scraped")
    public void everyMetricOfOursIsDocumented(String job) throws Exception {
        var page = Files.readString(Tools.root().resolve("docs/metrics.md"));
        var names =
                Pattern.compile("^# TYPE (proofmark_\\S+) ", Pattern.MULTILINE)
                        .matcher(scrape(job))
                        .results()
                        .map(m -> m.group(1).replaceFirst("_seconds_max$", "_seconds"))
                        .toList();
        assertThat(names)
                .hasSizeGreaterThan(10)
                .allMatch(name -> page.contains("| `" + name + "` |"));
    }
}
