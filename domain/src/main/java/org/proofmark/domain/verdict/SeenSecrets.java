package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.observation.Observation.SecretSeen;
import org.proofmark.domain.observation.SecretRole;

/// Passwords that a device shows where nobody asked for them: findings.
final class SeenSecrets {
    private SeenSecrets() {}

    static List<Problem> problems(Session session) {
        return session.all(SecretSeen.class).stream()
                .map(s ->
                        Problem.finding(
                                        session.unit(),
                                        code(s.what()),
                                        "Unit " + session.unit() + ", " + text(s.what()),
                                        s.evidence())
                                .seenIn(s))
                .distinct()
                .toList();
    }

    private static String code(SecretSeen seen) {
        return seen.role() == SecretRole.OTHER_UNIT
                ? "other-units-password-shown"
                : "password-shown";
    }

    private static String text(SecretSeen seen) {
        var whose =
                switch (seen.role()) {
                    case OTHER_UNIT -> "the factory password of unit " + seen.otherUnit();
                    case USER, FORMER_USER -> "the password that the user had set";
                    case FACTORY, FORMER_FACTORY, WRONG, NONE, DICTIONARY ->
                            "the factory password '" + seen.credential() + "'";
                };
        return Words.when(seen.stage())
                + ": "
                + whose
                + " stands in clear on "
                + (seen.place().equals(SecretSeen.CONSOLE)
                        ? "the console"
                        : "a page of interface '" + seen.place() + "' that asks for no login")
                + ".";
    }
}
