package org.proofmark.domain.scheme;

import java.util.List;

/// A requirement of a scheme.
///
/// @param scheme such as `uk-psti-2023` (SI 2023/1007, Schedule 1)
/// @param name such as `passwords`, or a provision such as `5.1-1`
public record Requirement(String scheme, String name) {
    /// The scheme of the UK's product security regulations. It decides where nobody names another.
    public static final String UK_PSTI_2023 = "uk-psti-2023";

    /// ETSI EN 303 645 V2.1.1, the provisions on which the UK's three requirements rest and those
    /// that are tested along with them.
    public static final String EN_303_645 = "en-303-645-2.1.1";

    /// SI 2023/1007 Sch.1 para 1; EN 303 645 5.1-1 and 5.1-2.
    public static final Requirement PASSWORDS = new Requirement(UK_PSTI_2023, "passwords");

    /// SI 2023/1007 Sch.1 para 2; EN 303 645 5.2-1.
    public static final Requirement REPORTING = new Requirement(UK_PSTI_2023, "reporting");

    /// SI 2023/1007 Sch.1 para 3; EN 303 645 5.3-13.
    public static final Requirement SUPPORT_PERIOD =
            new Requirement(UK_PSTI_2023, "support-period");

    /// Passwords in any state but factory-default are unique per device or defined by the user.
    public static final Requirement EN_5_1_1 = new Requirement(EN_303_645, "5.1-1");

    /// Pre-installed unique passwords come from a mechanism that resists automated attacks.
    public static final Requirement EN_5_1_2 = new Requirement(EN_303_645, "5.1-2");

    /// The user can change the authentication value by a simple mechanism.
    public static final Requirement EN_5_1_4 = new Requirement(EN_303_645, "5.1-4");

    /// Brute force over network interfaces is made impracticable.
    public static final Requirement EN_5_1_5 = new Requirement(EN_303_645, "5.1-5");

    /// A vulnerability disclosure policy is publicly available.
    public static final Requirement EN_5_2_1 = new Requirement(EN_303_645, "5.2-1");

    /// The defined support period is published.
    public static final Requirement EN_5_3_13 = new Requirement(EN_303_645, "5.3-13");

    /// A debug interface that can be reached is disabled in software.
    public static final Requirement EN_5_6_4 = new Requirement(EN_303_645, "5.6-4");

    /// User data can be erased from the device by a simple functionality.
    public static final Requirement EN_5_11_1 = new Requirement(EN_303_645, "5.11-1");

    /// What is tested on units, in the order of a report.
    public static final List<Requirement> ON_UNITS =
            List.of(PASSWORDS, EN_5_1_1, EN_5_1_2, EN_5_1_4, EN_5_1_5, EN_5_6_4, EN_5_11_1);

    /// Every requirement, in the order of a report.
    public static final List<Requirement> ALL =
            List.of(
                    PASSWORDS,
                    REPORTING,
                    SUPPORT_PERIOD,
                    EN_5_1_1,
                    EN_5_1_2,
                    EN_5_1_4,
                    EN_5_1_5,
                    EN_5_2_1,
                    EN_5_3_13,
                    EN_5_6_4,
                    EN_5_11_1);

    /// The schemes whose verdicts can decide what a command ends with.
    public static final List<String> SCHEMES = List.of(UK_PSTI_2023, EN_303_645);

    /// True for requirements whose verdict decides where nobody names a scheme: those of
    /// `uk-psti-2023`, and a user's own suite.
    public boolean decidesByDefault() {
        return !scheme.equals(EN_303_645);
    }
}
