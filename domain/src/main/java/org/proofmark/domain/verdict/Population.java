package org.proofmark.domain.verdict;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.FirmwareRead;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Phase;

/// Units of one model and one firmware.
record Population(String firmware, List<UnitSessions> units) {
    private static final int MAXIMUM_FIRMWARE = 100;

    Population {
        units = List.copyOf(units);
    }

    /// In the order in which their first units stand; one without units where there are none.
    static List<Population> of(CampaignEvidence evidence) {
        var stated = clean(evidence.profile().statedFirmware());
        var units = new LinkedHashMap<String, List<UnitSessions>>();
        for (var unit : evidence.units()) {
            units.computeIfAbsent(firmware(unit, stated), f -> new java.util.ArrayList<>())
                    .add(UnitSessions.of(unit));
        }
        if (units.isEmpty()) {
            units.put(stated.isEmpty() ? "unknown" : stated, List.of());
        }
        return units.entrySet().stream()
                .map((Map.Entry<String, List<UnitSessions>> e) ->
                        new Population(e.getKey(), e.getValue()))
                .toList();
    }

    /// As read at the unit's first boot, else as stated, else `unknown`.
    private static String firmware(UnitEvidence unit, String stated) {
        var read =
                unit.runs().stream()
                        .sorted(Comparator.comparing(RunEvidence::phase))
                        .flatMap(r ->
                                r.attempts().stream()
                                        .sorted(Comparator.comparingInt(AttemptEvidence::number)))
                        .flatMap(a -> a.records().stream())
                        .map(AttemptEvidence.Observed::observation)
                        .filter(FirmwareRead.class::isInstance)
                        .map(o -> clean(((FirmwareRead) o).version()))
                        .filter(v -> !v.isEmpty())
                        .findFirst()
                        .orElse(stated);
        return read.isEmpty() ? "unknown" : read;
    }

    /// A device may say anything: one line, no control characters, at most 100 characters.
    private static String clean(String version) {
        var line = version.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= MAXIMUM_FIRMWARE ? line : line.substring(0, MAXIMUM_FIRMWARE);
    }

    String name(ProfileFacts profile) {
        return profile.id() + "@" + firmware;
    }

    /// How hard these units were looked at: the attempts that decide, else the latest ones.
    static Effort effort(Preset preset, List<UnitSessions> units) {
        var counted = units.stream().flatMap(u -> deciding(u).stream()).toList();
        var resets =
                counted.stream()
                        .flatMap(s -> s.all(ResetDone.class).stream())
                        .map(Session.Seen::what)
                        .filter(ResetDone::proven)
                        .toList();
        var tries = counted.stream().mapToInt(Population::distinctTries).sum();
        var with = counted.stream().map(Session::unit).distinct().count();
        return new Effort(preset.name(), (int) with, batches(units), byPath(resets), tries);
    }

    private static Map<String, Integer> byPath(List<ResetDone> resets) {
        var byPath = new LinkedHashMap<String, Integer>();
        resets.forEach(r -> byPath.merge(r.path(), 1, Integer::sum));
        return byPath;
    }

    private static int batches(List<UnitSessions> units) {
        return (int)
                units.stream()
                        .filter(u -> !deciding(u).isEmpty())
                        .map(u -> u.evidence().batch())
                        .filter(b -> !b.isEmpty())
                        .distinct()
                        .count();
    }

    /// Each probe of an interface goes through the list in one order, so the longest has them all.
    private static int distinctTries(Session session) {
        return session.all(DictionaryProbed.class).stream()
                .map(Session.Seen::what)
                .collect(
                        Collectors.toMap(
                                DictionaryProbed::interfaceName,
                                DictionaryProbed::tries,
                                Math::max))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static List<Session> deciding(UnitSessions unit) {
        return java.util.stream.Stream.of(Phase.values())
                .flatMap(phase ->
                        unit
                                .clean(phase)
                                .or(() ->
                                        unit.sessions().stream()
                                                .filter(s -> s.phase() == phase)
                                                .reduce((a, b) -> b))
                                .stream())
                .filter(s -> !s.records().isEmpty())
                .toList();
    }
}
