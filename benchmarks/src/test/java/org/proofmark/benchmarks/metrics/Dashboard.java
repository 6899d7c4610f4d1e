package org.proofmark.benchmarks.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A dashboard of grafana/dashboards, read as JSON.
record Dashboard(String name, JsonNode json) {
    /// Variables that a dashboard's queries may name, and what they are in these tests.
    static final Map<String, String> VARIABLES =
            Map.of(
                    "__rate_interval", "1m",
                    "__range", "1h",
                    "rig", "rig-1",
                    "slot", ".+");

    private static final Pattern STRINGS = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:proofmark|jvm|process|system)_[a-z0-9_]+|\\bup\\b");

    /// A query of a panel.
    ///
    /// @param panel its title
    /// @param text as in the file
    record Query(String dashboard, String panel, String text) {
        @Override
        public String toString() {
            return dashboard + ": " + panel + ": " + text;
        }
    }

    static List<Dashboard> all() throws IOException {
        var found = new ArrayList<Dashboard>();
        try (var files = Files.list(Tools.grafana().resolve("dashboards"))) {
            for (var file : files.sorted().toList()) {
                found.add(
                        new Dashboard(
                                file.getFileName().toString(),
                                JsonMapper.shared().readTree(Files.readString(file))));
            }
        }
        return found;
    }

    /// Panels but for the titles of rows.
    List<JsonNode> panels() {
        return elements(json.path("panels")).stream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }

    static List<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements;
    }

    List<Query> queries() {
        return panels().stream()
                .flatMap(panel ->
                        elements(panel.path("targets")).stream()
                                .map(target ->
                                        new Query(
                                                name,
                                                panel.path("title").asString(),
                                                target.path("expr").asString())))
                .toList();
    }

    /// `metric` and `label` of each variable that lists a label's values.
    List<List<String>> variableQueries() {
        var form = Pattern.compile("label_values\\((.+), (\\w+)\\)");
        return elements(json.path("templating").path("list")).stream()
                .filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> form.matcher(variable.at("/query/query").asString()))
                .peek(matcher -> {
                    if (!matcher.matches()) {
                        throw new AssertionError(name + ": a variable is no label_values(…)");
                    }
                })
                .map(matcher -> List.of(matcher.group(1), matcher.group(2)))
                .toList();
    }

    /// The rules of grafana/alerts: name and expression.
    static Map<String, String> rules() throws IOException {
        var file = Tools.grafana().resolve("alerts/proofmark.rules.yaml");
        var rules = new java.util.LinkedHashMap<String, String>();
        for (var group : new YAMLMapper().readTree(Files.readString(file)).path("groups")) {
            for (var rule : group.path("rules")) {
                rules.put(rule.path("alert").asString(), rule.path("expr").asString());
            }
        }
        return rules;
    }

    /// Every query of panels, variables and rules.
    static List<String> allQueries() throws IOException {
        var queries = new ArrayList<>(rules().values());
        for (var dashboard : all()) {
            dashboard.queries().forEach(query -> queries.add(query.text()));
            dashboard.variableQueries().forEach(query -> queries.add(query.getFirst()));
        }
        return queries;
    }

    /// The metrics that a query names.
    static List<String> metrics(String query) {
        var bare = STRINGS.matcher(query).replaceAll("\"\"");
        bare = GROUPING.matcher(LABELS.matcher(bare).replaceAll("")).replaceAll("");
        return METRIC.matcher(bare).results().map(m -> m.group()).distinct().toList();
    }

    /// Every metric that a dashboard or a rule names.
    static Stream<String> allMetrics() throws IOException {
        return allQueries().stream().flatMap(query -> metrics(query).stream()).distinct().sorted();
    }

    static Path rulesFile() {
        return Tools.grafana().resolve("alerts/proofmark.rules.yaml");
    }
}
