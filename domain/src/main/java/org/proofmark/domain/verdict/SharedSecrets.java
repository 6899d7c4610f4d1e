package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.Problem.Kind;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.Session.Seen;

/// What the comparison of the factory passwords of a population shows. A value counts only where it
/// was proven to open the unit that it was found on: what is printed and opens nothing is no
/// password.
record SharedSecrets(Access access, List<UnitSessions> units, SecretAnalysis analysis) {
    /// A value that a unit was proven to be opened by, at a stage.
    private record Use(SecretRef ref, UnitId unit, boolean delivered, Seen<CredentialTaken> taken) {
        List<EvidenceRef> evidence() {
            return taken.evidence();
        }
    }

    List<Problem> problems() {
        var uses = uses();
        var problems = new ArrayList<Problem>();
        for (var group : analysis.equal()) {
            var members =
                    uses.values().stream()
                            .flatMap(List::stream)
                            .filter(u -> group.secrets().contains(u.ref()))
                            .toList();
            shared(members, problems);
            exempt(group.secrets(), problems);
        }
        for (var listed : analysis.listed()) {
            uses.getOrDefault(listed.secret(), List.of()).stream()
                    .limit(1)
                    .map(u -> listed(u, listed.entry()))
                    .forEach(problems::add);
        }
        return problems;
    }

    /// The secrets that were proven to open the unit that they were found on.
    Set<SecretRef> working() {
        return uses().keySet();
    }

    private void shared(List<Use> members, List<Problem> problems) {
        var holders = unitsOf(members, u -> true);
        if (holders.size() < 2) {
            return;
        }
        var everyone = unitsOf(uses().values().stream().flatMap(List::stream).toList(), u -> true);
        var delivered = unitsOf(members, Use::delivered);
        var afterReset = unitsOf(members, u -> !u.delivered());
        var evidence = members.stream().flatMap(u -> u.evidence().stream()).distinct().toList();
        var sightings = members.stream().map(u -> u.taken().at()).toList();
        var named = Words.units(List.copyOf(holders));
        if (delivered.containsAll(everyone)) {
            problems.add(
                    whole(
                                    holders,
                                    "universal-credential",
                                    "As delivered, "
                                            + named
                                            + " all had one and the same working password. Give each unit"
                                            + " a password of its own, or let the user define one.",
                                    evidence)
                            .seenIn(sightings));
        } else if (afterReset.containsAll(everyone)) {
            problems.add(
                    whole(
                                    holders,
                                    "universal-credential-after-reset",
                                    "After a reset, "
                                            + named
                                            + " all had one and the same working password. A reset must"
                                            + " bring back a password of that unit alone, or none.",
                                    evidence)
                            .seenIn(sightings));
        } else {
            problems.add(part(holders, named, evidence).seenIn(sightings));
        }
    }

    /// Keys, API keys and pairing PINs outside the IP suite are no passwords (Sch.1 1(5)): that
    /// units share one fails nothing, and is told.
    private void exempt(List<SecretRef> secrets, List<Problem> problems) {
        var holders = new LinkedHashSet<UnitId>();
        var names = new LinkedHashSet<String>();
        for (var unit : units) {
            for (var session : unit.sessions()) {
                for (var taken : session.all(CredentialTaken.class)) {
                    var ref =
                            new SecretRef(
                                    session.unit(), session.attempt(), taken.what().secret().id());
                    if (session.phase() == Phase.COLLECT
                            && access.exempt(taken.what().credential())
                            && secrets.contains(ref)) {
                        holders.add(unit.id());
                        names.add(taken.what().credential());
                    }
                }
            }
        }
        if (holders.size() > 1) {
            problems.add(
                    new Problem(
                            Kind.FINDING,
                            new Reason(
                                    "shared-key",
                                    "The same value of '"
                                            + String.join("', '", names)
                                            + "' was found on "
                                            + Words.units(List.copyOf(holders))
                                            + ". It is no password in the sense of the regulations;"
                                            + " whoever has one unit has it of all."),
                            List.copyOf(holders),
                            List.of()));
        }
    }

    private Problem part(Set<UnitId> holders, String named, List<EvidenceRef> evidence) {
        var batches =
                units.stream()
                        .filter(u -> holders.contains(u.id()))
                        .map(u -> u.evidence().batch())
                        .collect(Collectors.toSet());
        var oneBatch = batches.size() == 1 && !batches.contains("");
        return oneBatch
                ? whole(
                        holders,
                        "credential-shared-in-batch",
                        "The units of batch "
                                + batches.iterator().next()
                                + " share a working password: "
                                + named
                                + ". Each unit needs one of its own, not each batch.",
                        evidence)
                : whole(
                        holders,
                        "shared-credential",
                        "The same working password was found on "
                                + named
                                + ". Each unit needs one of its own.",
                        evidence);
    }

    private static Problem whole(
            Set<UnitId> holders, String code, String text, List<EvidenceRef> evidence) {
        return new Problem(Kind.VIOLATION, new Reason(code, text), List.copyOf(holders), evidence);
    }

    private static Problem listed(Use use, String entry) {
        return Problem.violation(
                        use.unit(),
                        "credential-in-default-list",
                        "Unit "
                                + use.unit()
                                + ": its factory password is that of '"
                                + entry
                                + "' in the list of universal defaults, which everybody knows.",
                        use.evidence())
                .seenIn(use.taken());
    }

    private static Set<UnitId> unitsOf(List<Use> uses, java.util.function.Predicate<Use> test) {
        return uses.stream()
                .filter(test)
                .map(Use::unit)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<SecretRef, List<Use>> uses() {
        var uses = new LinkedHashMap<SecretRef, List<Use>>();
        for (var unit : units) {
            for (var session : unit.sessions()) {
                if (session.phase() == Phase.COLLECT) {
                    session.all(CredentialTaken.class).stream()
                            .filter(t -> counts(unit, session, t.what()))
                            .forEach(t -> add(uses, session, t));
                }
            }
        }
        return uses;
    }

    private static void add(
            Map<SecretRef, List<Use>> uses, Session session, Seen<CredentialTaken> taken) {
        var ref = new SecretRef(session.unit(), session.attempt(), taken.what().secret().id());
        uses.computeIfAbsent(ref, r -> new ArrayList<>())
                .add(new Use(ref, session.unit(), taken.what().stage().resets() == 0, taken));
    }

    private boolean counts(UnitSessions unit, Session session, CredentialTaken taken) {
        var credential = access.profile().credential(taken.credential());
        return credential.isPresent()
                && credential.get().isPassword()
                && opened(unit, session, taken, credential.get());
    }

    /// A value of the set-up alone counts where it opened a device that was set up. How an
    /// interface refuses may have been seen in another attempt on the same unit.
    private static boolean opened(
            UnitSessions unit, Session session, CredentialTaken taken, CredentialFacts credential) {
        return session
                .logins(
                        SecretRole.FACTORY,
                        l ->
                                l.secretId().equals(taken.secret().id())
                                        && l.stage().resets() == taken.stage().resets()
                                        && l.outcome() == LoginOutcome.ACCEPTED
                                        && inUse(credential, l))
                .stream()
                .anyMatch(
                        l -> Session.tellRightFromWrong(unit.sessions(), l.what().interfaceName()));
    }

    private static boolean inUse(CredentialFacts credential, LoginTried login) {
        return !credential.setUpOnly() || login.stage().state() == DeviceState.INITIALISED;
    }
}
