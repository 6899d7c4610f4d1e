package org.proofmark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the evidence of one attempt says of time. All instants are seconds on the rig's monotonic
/// clock.
///
/// @param opened when the agent took the order
/// @param ended the attempt's last record
/// @param firstRecord the suite's first record
/// @param boots seconds from each power-on to the console's boot marker
/// @param holds seconds that the button was held, per press
/// @param restarts seconds from each release to the boot marker that follows
/// @param steps seconds per step of the suite, by its name without numbers
record AttemptLog(
        double opened,
        double ended,
        double firstRecord,
        List<Double> boots,
        List<Double> holds,
        List<Double> restarts,
        Map<String, Double> steps) {
    private static final JsonMapper JSON = new JsonMapper();

    /// How far a step's name goes before a unit's or an interface's own words begin.
    private static final String NUMBER = " \\d+";

    private static final double NANOS = 1e9;

    /// Reads an attempt's folder of a report.
    ///
    /// @param marker text that the device prints when it is up, such as `READY`
    static AttemptLog read(Path folder, String marker) throws IOException {
        var actuations = lines(folder.resolve("actuations.jsonl"));
        var records = lines(folder.resolve("observations.jsonl"));
        var marks = marks(folder, marker);
        var boots = new ArrayList<Double>();
        var holds = new ArrayList<Double>();
        var restarts = new ArrayList<Double>();
        var pressed = Optional.<Double>empty();
        for (var actuation : actuations) {
            var at = at(actuation);
            switch (actuation.path("kind").asString()) {
                case "power-on" -> after(marks, at).ifPresent(m -> boots.add(m - at));
                case "button-press" -> pressed = Optional.of(at);
                case "button-release" -> {
                    pressed.ifPresent(p -> holds.add(at - p));
                    pressed = Optional.empty();
                    after(marks, at).ifPresent(m -> restarts.add(m - at));
                }
                default -> {
                    // neither boots nor holds
                }
            }
        }
        return new AttemptLog(
                at(actuations.getFirst()),
                at(records.getLast()),
                at(records.getFirst()),
                boots,
                holds,
                restarts,
                steps(records));
    }

    /// What the device itself dictates: its boots, its holds, its restarts.
    double device() {
        return sum(boots) + sum(holds) + sum(restarts);
    }

    double whole() {
        return ended - opened;
    }

    static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<String, Double> steps(List<JsonNode> records) {
        var steps = new LinkedHashMap<String, Double>();
        var step = "suite starts";
        var since = at(records.getFirst());
        for (var record : records) {
            var next = record.path("what").path("step").asString("");
            var last = record.path("sequence").asLong() == records.size();
            if (!next.isEmpty() || last) {
                steps.merge(step, at(record) - since, Double::sum);
                since = at(record);
                step = next.replaceAll(NUMBER, "");
            }
        }
        return steps;
    }

    private static Optional<Double> after(List<Double> marks, double at) {
        return marks.stream().filter(m -> m > at).findFirst();
    }

    /// When each read that completed a marker came.
    private static List<Double> marks(Path folder, String marker) throws IOException {
        var raw =
                new String(
                        Files.readAllBytes(folder.resolve("console.raw")),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
        var index = lines(folder.resolve("console.index"));
        var marks = new ArrayList<Double>();
        for (var at = raw.indexOf(marker); at >= 0; at = raw.indexOf(marker, at + 1)) {
            var end = at + marker.length();
            index.stream()
                    .filter(read -> read.has("length"))
                    .filter(read ->
                            read.path("position").asLong() + read.path("length").asLong() >= end)
                    .findFirst()
                    .ifPresent(read -> marks.add(at(read)));
        }
        return marks;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(JSON::readTree)
                .toList();
    }

    private static double at(JsonNode entry) {
        return entry.path("monotonicNanos").asLong() / NANOS;
    }
}
