package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.verdict.Session.Seen;

/// What the interfaces that were found show: a port that stands in no document is a finding (EN 303
/// 645 5.6-1). One that nobody could examine is a gap too, since behind it may be a login with a
/// universal password.
record InterfaceRules(ProfileFacts profile, Session session) {
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var found : session.all(InterfaceFound.class)) {
            if (found.what().documented()) {
                onTrust(found, problems);
            } else {
                problems.add(undocumented(found));
                if (found.what().protocol() == Protocol.UNKNOWN) {
                    problems.add(notExamined(found.what()));
                }
            }
        }
        return problems.stream().distinct().toList();
    }

    private Problem undocumented(Seen<InterfaceFound> seen) {
        var found = seen.what();
        return Problem.finding(
                        session.unit(),
                        "undocumented-interface",
                        "Unit "
                                + session.unit()
                                + ": "
                                + (found.protocol() == Protocol.UART ? "the UART" : port(found))
                                + " answers"
                                + (found.protocol() == Protocol.UNKNOWN
                                                || found.protocol() == Protocol.UART
                                        ? ""
                                        : " as " + found.protocol() + asked(found))
                                + " and stands in no document.",
                        seen.evidence())
                .seenIn(seen);
    }

    private static String port(InterfaceFound found) {
        return (found.protocol().isUdp() ? "UDP port " : "port ") + found.port();
    }

    /// What it answered to is told by the name that the search gave it.
    private static String asked(InterfaceFound found) {
        int with = found.interfaceName().indexOf(" with ");
        return with < 0 ? "" : found.interfaceName().substring(with);
    }

    private Problem notExamined(InterfaceFound found) {
        return Problem.gap(
                session.unit(),
                "interface-not-examined",
                "Unit "
                        + session.unit()
                        + ": port "
                        + found.port()
                        + " is open, stands in no document and speaks nothing that is known here,"
                        + " so nobody could look whether a universal password opens it. Close it,"
                        + " or say in the profile what it is: 'interfaces: NAME: {protocol: http,"
                        + " telnet or ssh, port: "
                        + found.port()
                        + ", dialogues: ...}', or '{protocol: other, port: "
                        + found.port()
                        + ", about: TEXT}' where it takes no password.");
    }

    /// A documented interface without a login is believed to take none, and the report says so.
    private void onTrust(Seen<InterfaceFound> seen, List<Problem> problems) {
        var facts = profile.interfaceOf(seen.what().interfaceName());
        boolean onNetwork = seen.what().protocol() != Protocol.UART;
        if (onNetwork && facts.isPresent() && !facts.get().canLogin()) {
            problems.add(
                    Problem.finding(
                                    session.unit(),
                                    "interface-not-tried",
                                    "Unit "
                                            + session.unit()
                                            + ": no login was tried on interface '"
                                            + seen.what().interfaceName()
                                            + "', port "
                                            + seen.what().port()
                                            + ", since the profile says of none there.",
                                    seen.evidence())
                            .seenIn(seen));
        }
    }
}
