package org.proofmark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the evidence of one attempt says of time. All instants are seconds on the rig's monotonic
/// clock.
///
/// @param opened when the agent took the order
/// @param ended the attempt's last record
/// @param firstRecord the suite's first record
/// @param boots from each power-on to the console's boot marker
/// @param holds from each press of a button to its release
/// @param restarts from each release to the boot marker that follows, unless the device was up
///   again while the button was still held
/// @param steps the steps of the suite, by their names without numbers
record AttemptLog(
        double opened,
        double ended,
        double firstRecord,
        List<Span> boots,
        List<Span> holds,
        List<Span> restarts,
        Map<String, List<Span>> steps) {
    /// A stretch of time, in seconds on the rig's clock.
    record Span(double from, double to) {
        double length() {
            return to - from;
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    /// How far a step's name goes before a unit's or an interface's own words begin.
    private static final String NUMBER = " \\d+";

    private static final double NANOS = 1e9;

    private static final Set<String> TOUCHED = Set.of("power-on", "power-off", "button-press");

    /// Reads an attempt's folder of a report.
    ///
    /// @param marker text that the device prints when it is up, such as `READY`
    static AttemptLog read(Path folder, String marker) throws IOException {
        var actuations = lines(folder.resolve("actuations.jsonl"));
        var records = lines(folder.resolve("observations.jsonl"));
        var marks = marks(folder, marker);
        var boots = new ArrayList<Span>();
        var holds = new ArrayList<Span>();
        var restarts = new ArrayList<Span>();
        var pressed = Optional.<Double>empty();
        for (var actuation : actuations) {
            var at = at(actuation);
            switch (actuation.path("kind").asString()) {
                case "power-on" ->
                        after(marks, at)
                                .filter(m -> m < next(actuations, at))
                                .ifPresent(m -> boots.add(new Span(at, m)));
                case "button-press" -> pressed = Optional.of(at);
                case "button-release" -> {
                    // a second release of what is not pressed is the agent's safe state
                    if (pressed.isPresent()) {
                        holds.add(new Span(pressed.get(), at));
                        after(marks, pressed.get())
                                .filter(m -> m > at && m < next(actuations, at))
                                .ifPresent(m -> restarts.add(new Span(at, m)));
                    }
                    pressed = Optional.empty();
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

    /// What the device itself dictates: its boots, its holds, its restarts; what overlaps counts
    /// once.
    double device() {
        return device(new Span(opened, ended));
    }

    /// The part of a span that the device itself dictates.
    private double device(Span within) {
        var needs =
                Stream.of(boots, holds, restarts)
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingDouble(Span::from))
                        .toList();
        var sum = 0.0;
        var counted = within.from();
        for (var need : needs) {
            var from = Math.max(counted, need.from());
            var to = Math.min(within.to(), need.to());
            sum += Math.max(0, to - from);
            counted = Math.max(counted, to);
        }
        return sum;
    }

    double whole() {
        return ended - opened;
    }

    /// What the spans of a step last, less what the device itself dictates in them.
    double harness(List<Span> spans) {
        return sum(spans) - spans.stream().mapToDouble(this::device).sum();
    }

    static double sum(List<Span> spans) {
        return spans.stream().mapToDouble(Span::length).sum();
    }

    private static Map<String, List<Span>> steps(List<JsonNode> records) {
        var steps = new LinkedHashMap<String, List<Span>>();
        var step = "suite starts";
        var since = at(records.getFirst());
        for (var record : records) {
            var next = record.path("what").path("step").asString("");
            var last = record.path("sequence").asLong() == records.size();
            if (!next.isEmpty() || last) {
                steps.computeIfAbsent(step, _ -> new ArrayList<>())
                        .add(new Span(since, at(record)));
                since = at(record);
                step = next.replaceAll(NUMBER, "");
            }
        }
        return steps;
    }

    /// When power or a button is touched next: what boots later does so for that.
    private static double next(List<JsonNode> actuations, double at) {
        return actuations.stream()
                .filter(actuation -> TOUCHED.contains(actuation.path("kind").asString()))
                .mapToDouble(AttemptLog::at)
                .filter(later -> later > at)
                .findFirst()
                .orElse(Double.MAX_VALUE);
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
