package org.proofmark.domain.scheme;

/// A requirement of a scheme.
///
/// @param scheme such as `uk-psti-2023` (SI 2023/1007, Schedule 1)
/// @param name such as `passwords`
public record Requirement(String scheme, String name) {
    /// The scheme of the UK's product security regulations.
    public static final String UK_PSTI_2023 = "uk-psti-2023";

    /// SI 2023/1007 Sch.1 para 1; EN 303 645 5.1-1.
    public static final Requirement PASSWORDS = new Requirement(UK_PSTI_2023, "passwords");

    /// SI 2023/1007 Sch.1 para 2; EN 303 645 5.2-1.
    public static final Requirement REPORTING = new Requirement(UK_PSTI_2023, "reporting");

    /// SI 2023/1007 Sch.1 para 3; EN 303 645 5.3-13.
    public static final Requirement SUPPORT_PERIOD =
            new Requirement(UK_PSTI_2023, "support-period");
}
