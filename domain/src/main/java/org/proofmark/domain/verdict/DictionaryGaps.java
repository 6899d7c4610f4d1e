package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.plan.Preset;

/// What the tries with universal defaults lack for a PASS: every interface that takes logins, the
/// documented ones and those that were found, wants as many answered tries with different entries
/// as the preset names.
record DictionaryGaps(ProfileFacts profile, Preset preset, Session session) {
    List<Problem> problems() {
        var gaps = new ArrayList<Problem>();
        var probes = session.all(DictionaryProbed.class).stream().map(Session.Seen::what).toList();
        for (var name : interfaces().keySet()) {
            var here = probes.stream().filter(p -> p.interfaceName().equals(name)).toList();
            if (preset.dictionaryTries() == 0) {
                continue;
            }
            if (here.isEmpty()) {
                gaps.add(gap("dictionary-not-tried", name, "no universal default was tried."));
                continue;
            }
            var listed = here.stream().mapToInt(DictionaryProbed::listed).max().orElse(0);
            var wanted = preset.dictionary().wanted(listed);
            var tries = here.stream().mapToInt(DictionaryProbed::tries).max().orElse(0);
            var locked = here.stream().mapToInt(DictionaryProbed::locked).sum();
            if (tries < wanted) {
                gaps.add(locked > 0 ? lockedOut(name, tries, wanted) : few(name, tries, wanted));
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

    private Problem few(String name, int tries, int wanted) {
        return gap(
                "dictionary-not-finished",
                name,
                tries
                        + " of "
                        + wanted
                        + " tries with different universal defaults were answered.");
    }

    /// That a device locks is what EN 303 645 5.1-5 asks for. What it kept from being tried stays
    /// open all the same.
    private Problem lockedOut(String name, int tries, int wanted) {
        return gap(
                "lock-out-limits-tries",
                name,
                "lock-outs let "
                        + tries
                        + " of "
                        + wanted
                        + " tries with different universal defaults through; what met one counts as"
                        + " not made. That the device locks is right (EN 303 645 5.1-5) and no fault"
                        + " of it. Say in the profile how a lock-out shows, or test a unit whose"
                        + " lock-out the maker has shortened.");
    }

    private Map<String, Protocol> interfaces() {
        var names = new LinkedHashMap<String, Protocol>();
        for (var documented : profile.interfaces()) {
            if (documented.canLogin()) {
                names.put(documented.name().value(), documented.protocol());
            }
        }
        for (var found : session.all(InterfaceFound.class)) {
            var name = found.what().interfaceName();
            if (!found.what().documented() && takesLogins(found.what().protocol()) && !open(name)) {
                names.put(found.what().interfaceName(), found.what().protocol());
            }
        }
        return names;
    }

    /// What serves without a login has no door to try passwords on.
    private boolean open(String name) {
        return session.all(UsedWithoutLogin.class).stream()
                .anyMatch(u ->
                        u.what().interfaceName().equals(name)
                                && u.what().outcome() == LoginOutcome.ACCEPTED);
    }

    private static boolean takesLogins(Protocol protocol) {
        return switch (protocol) {
            case TELNET, SSH, HTTP, UART -> true;
            case UNKNOWN, SNMP, DNS, MDNS, SSDP, COAP, TFTP, NTP, BACNET -> false;
        };
    }

    private Problem gap(String code, String interfaceName, String text) {
        return Problem.gap(
                session.unit(),
                code,
                "Unit " + session.unit() + ", interface '" + interfaceName + "': " + text);
    }
}
