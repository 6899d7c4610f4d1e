package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.plan.Preset;

/// What the tries with universal defaults lack for a PASS: every interface that takes logins, the
/// documented ones and those that were found, wants as many answered tries as the preset names.
record DictionaryGaps(ProfileFacts profile, Preset preset, Session session) {
    List<Problem> problems() {
        var gaps = new ArrayList<Problem>();
        var probes = session.all(DictionaryProbed.class).stream().map(Session.Seen::what).toList();
        for (var name : interfaces().keySet()) {
            var here = probes.stream().filter(p -> p.interfaceName().equals(name)).toList();
            if (here.isEmpty()) {
                gaps.add(gap("dictionary-not-tried", name, "no universal default was tried."));
                continue;
            }
            var listed = here.stream().mapToInt(DictionaryProbed::listed).max().orElse(0);
            var wanted = Math.min(preset.dictionaryTries(), listed);
            var tries = here.stream().mapToInt(DictionaryProbed::tries).max().orElse(0);
            if (tries < wanted) {
                gaps.add(
                        gap(
                                "dictionary-not-finished",
                                name,
                                tries
                                        + " of "
                                        + wanted
                                        + " tries with universal defaults were answered."));
            }
        }
        if (session.all(InterfaceFound.class).isEmpty()) {
            gaps.add(
                    Problem.gap(
                            session.unit(),
                            "interfaces-not-looked-for",
                            "Unit " + session.unit() + ": nobody looked which interfaces answer."));
        }
        return gaps;
    }

    private Map<String, Protocol> interfaces() {
        var names = new LinkedHashMap<String, Protocol>();
        for (var documented : profile.interfaces()) {
            if (documented.canLogin()) {
                names.put(documented.name().value(), documented.protocol());
            }
        }
        for (var found : session.all(InterfaceFound.class)) {
            if (!found.what().documented() && takesLogins(found.what().protocol())) {
                names.put(found.what().interfaceName(), found.what().protocol());
            }
        }
        return names;
    }

    private static boolean takesLogins(Protocol protocol) {
        return switch (protocol) {
            case TELNET, SSH, HTTP, UART -> true;
            case UNKNOWN -> false;
        };
    }

    private Problem gap(String code, String interfaceName, String text) {
        return Problem.gap(
                session.unit(),
                code,
                "Unit " + session.unit() + ", interface '" + interfaceName + "': " + text);
    }
}
