package org.proofmark.domain.scheme;

import static java.util.Map.entry;
import static org.proofmark.domain.scheme.Requirement.EN_5_11_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_2;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_4;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_5;
import static org.proofmark.domain.scheme.Requirement.EN_5_2_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_3_13;
import static org.proofmark.domain.scheme.Requirement.EN_5_6_4;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;
import static org.proofmark.domain.scheme.Requirement.REPORTING;
import static org.proofmark.domain.scheme.Requirement.SUPPORT_PERIOD;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which requirements a behaviour of the device, or of its maker, breaks: one line per reason code,
/// and the only place that says so. A requirement that does not stand beside a code is not failed
/// by it.
public final class Breaches {
    /// A secret that is neither unique per device nor defined by its user.
    private static final Set<Requirement> UNIVERSAL = Set.of(PASSWORDS, EN_5_1_1);

    /// A password of the unit's own that can be worked out (Sch.1 1(3)).
    private static final Set<Requirement> GUESSABLE = Set.of(PASSWORDS, EN_5_1_2);

    private static final Set<Requirement> POLICY = Set.of(REPORTING, EN_5_2_1);
    private static final Set<Requirement> PERIOD = Set.of(SUPPORT_PERIOD, EN_5_3_13);
    private static final Set<Requirement> BOTH_PAGES =
            Set.of(REPORTING, EN_5_2_1, SUPPORT_PERIOD, EN_5_3_13);

    private static final Map<String, Set<Requirement>> BY_CODE =
            Map.ofEntries(
                    entry("universal-credential", UNIVERSAL),
                    entry("universal-credential-after-reset", UNIVERSAL),
                    entry("credential-shared-in-batch", UNIVERSAL),
                    entry("shared-credential", UNIVERSAL),
                    entry("credential-in-default-list", UNIVERSAL),
                    entry("universal-default-opens-service", UNIVERSAL),
                    entry("cross-unit-login", UNIVERSAL),
                    entry("usable-without-password", UNIVERSAL),
                    entry("any-password-accepted", UNIVERSAL),
                    // our reading: what a reset leaves was not defined by the present user
                    entry("user-password-survives-reset", Set.of(PASSWORDS, EN_5_1_1, EN_5_11_1)),
                    entry("set-up-can-be-skipped", UNIVERSAL),
                    entry("empty-password-accepted", UNIVERSAL),
                    entry("same-password-after-equal-start", UNIVERSAL),
                    entry("factory-password-still-valid", Set.of(EN_5_1_4)),
                    entry("former-password-still-valid", Set.of(EN_5_1_4)),
                    entry("password-cannot-be-changed", Set.of(EN_5_1_4)),
                    entry("no-brute-force-protection", Set.of(EN_5_1_5)),
                    entry("interface-open-without-password", Set.of(EN_5_6_4)),
                    entry("session-survives-reset", Set.of(EN_5_11_1)),
                    entry("incremental-counter", GUESSABLE),
                    entry("derived-from-identifier", GUESSABLE),
                    entry("derived-from-public-information", GUESSABLE),
                    entry("unkeyed-hash-of-identifier", GUESSABLE),
                    entry("salted-hash-with-known-salt", GUESSABLE),
                    entry("published-password-generator", GUESSABLE),
                    // the same on every unit that is started alike
                    entry("time-seeded-password", UNIVERSAL),
                    entry("date-based-password", GUESSABLE),
                    entry("dictionary-word-password", GUESSABLE),
                    entry("too-few-possible-passwords", GUESSABLE),
                    entry("not-published", BOTH_PAGES),
                    entry("page-gone", BOTH_PAGES),
                    // para 2 forbids to ask for personal data first; 5.2-1 only wants it public
                    entry("behind-login", Set.of(REPORTING, SUPPORT_PERIOD, EN_5_3_13)),
                    // only the regulations ask for English
                    entry("not-in-english", Set.of(REPORTING, SUPPORT_PERIOD)),
                    entry("no-contact-published", POLICY),
                    entry("no-response-times-published", POLICY),
                    entry("support-period-not-published", PERIOD),
                    entry("support-period-without-end-date", PERIOD));

    private Breaches() {}

    /// The requirements that a code breaks; an empty set for what is a finding and fails nothing.
    /// Nothing for a code that stands in no line here: no rule may give it as a violation.
    public static Optional<Set<Requirement>> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /// Every code that has a line here.
    public static Set<String> codes() {
        return BY_CODE.keySet();
    }
}
