package org.proofmark.credential.finding;

/// The rules that a list of passwords can break. SI 2023/1007 Schedule 1 paragraph 1, ETSI EN 303
/// 645 V2.1.1.
public enum Rule {
    /// Not based on incremental counters.
    PSTI_A("1(3)(a)", "uk-psti-2023", "passwords are not based on incremental counters"),
    /// Not based on or derived from publicly available information.
    PSTI_B(
            "1(3)(b)",
            "uk-psti-2023",
            "passwords are not derived from publicly available information"),
    /// Not based on or derived from unique product identifiers, save by an accepted keyed method.
    PSTI_C(
            "1(3)(c)",
            "uk-psti-2023",
            "passwords are not derived from unique product identifiers, save by a keyed method"),
    /// Not otherwise guessable.
    PSTI_D("1(3)(d)", "uk-psti-2023", "passwords are not otherwise guessable"),
    /// Unique per device.
    EN_5_1_1("5.1-1", "en-303-645-2.1.1", "passwords are unique per device"),
    /// Generated so that automated attacks do not help.
    EN_5_1_2(
            "5.1-2",
            "en-303-645-2.1.1",
            "the generator reduces the risk of automated attacks: no counters, common strings, public"
                    + " information, or too little complexity");

    private final String label;
    private final String scheme;
    private final String text;

    Rule(String label, String scheme, String text) {
        this.label = label;
        this.scheme = scheme;
        this.text = text;
    }

    /// As reports name it, such as `1(3)(a)`.
    public String label() {
        return label;
    }

    /// The scheme that it belongs to.
    public String scheme() {
        return scheme;
    }

    /// What it asks.
    public String text() {
        return text;
    }
}
