package org.proofmark.domain.verdict;

import java.util.List;
import java.util.function.Predicate;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.AttemptEvidence.FaultRecord;
import org.proofmark.domain.verdict.AttemptEvidence.Observed;

/// One attempt, cut off before its first fault: all that may count of it.
///
/// @param clean it went through without a fault and owns the run: only such a one can pass
record Session(
        UnitId unit,
        Phase phase,
        int attempt,
        boolean clean,
        List<Observed> records,
        List<EvidenceRef> evidence) {
    /// An observation with its place in the session.
    record Seen<T extends Observation>(Sighting at, T what, List<EvidenceRef> evidence) {
        long sequence() {
            return at.sequence();
        }
    }

    static Session of(UnitId unit, Phase phase, AttemptEvidence attempt) {
        var bound =
                attempt.faults().stream()
                        .mapToLong(FaultRecord::sequence)
                        .min()
                        .orElse(Long.MAX_VALUE);
        var wrongDevice = attempt.faults().stream().anyMatch(f -> Faults.voids(f.fault().code()));
        var counted =
                attempt.records().stream()
                        .filter(r -> !wrongDevice && r.sequence() < bound)
                        .toList();
        var clean =
                !attempt.fenced()
                        && attempt.ended()
                        && attempt.completed()
                        && attempt.faults().isEmpty();
        return new Session(unit, phase, attempt.number(), clean, counted, attempt.evidence());
    }

    /// All observations of one kind, in order.
    <T extends Observation> List<Seen<T>> all(Class<T> kind) {
        return records.stream()
                .filter(r -> kind.isInstance(r.observation()))
                .map(r ->
                        new Seen<>(
                                new Sighting(unit, phase, attempt, r.sequence()),
                                kind.cast(r.observation()),
                                proof(r)))
                .toList();
    }

    /// Logins with a role that a test names.
    List<Seen<LoginTried>> logins(SecretRole role, Predicate<LoginTried> test) {
        return all(LoginTried.class).stream()
                .filter(s -> s.what().role() == role && test.test(s.what()))
                .toList();
    }

    boolean has(SecretRole role, LoginOutcome outcome, Predicate<LoginTried> test) {
        return !logins(role, l -> l.outcome() == outcome && test.test(l)).isEmpty();
    }

    /// True where the login on this interface tells right from wrong: in one of these attempts
    /// something was refused there, and in none a random password was accepted. Otherwise an
    /// accepted login proves nothing.
    static boolean tellRightFromWrong(List<Session> sessions, String interfaceName) {
        var here =
                sessions.stream()
                        .flatMap(s -> s.all(LoginTried.class).stream())
                        .map(Seen::what)
                        .filter(l -> l.interfaceName().equals(interfaceName))
                        .toList();
        return here.stream().anyMatch(l -> l.outcome() == LoginOutcome.REFUSED)
                && here.stream()
                        .noneMatch(l ->
                                l.role() == SecretRole.WRONG
                                        && l.outcome() == LoginOutcome.ACCEPTED);
    }

    /// True where the same try got both answers at the same stage: it decides nothing.
    boolean contradicted(LoginTried login) {
        var opposite =
                login.outcome() == LoginOutcome.ACCEPTED
                        ? LoginOutcome.REFUSED
                        : LoginOutcome.ACCEPTED;
        return has(login.role(), opposite, l -> sameTry(l, login));
    }

    private static boolean sameTry(LoginTried a, LoginTried b) {
        return a.interfaceName().equals(b.interfaceName())
                && a.stage().equals(b.stage())
                && a.secretId().equals(b.secretId())
                && a.username().equals(b.username())
                && a.otherUnit().equals(b.otherUnit())
                && a.credential().equals(b.credential());
    }

    /// The observation's own evidence, else that of the whole attempt.
    private List<EvidenceRef> proof(Observed record) {
        return record.evidence().isEmpty() ? evidence : record.evidence();
    }
}
