package org.proofmark.virtuallab.catalogue;

import static org.proofmark.domain.scheme.Requirement.EN_5_11_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_2;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_4;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_5;
import static org.proofmark.domain.scheme.Requirement.EN_5_6_4;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;
import static org.proofmark.virtuallab.catalogue.Rows.LABEL_FORM;
import static org.proofmark.virtuallab.catalogue.Rows.LABEL_FORM_TELNET;
import static org.proofmark.virtuallab.catalogue.Rows.credentials;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.domain.scheme.Requirement;

/// The rows of devices whose credentials are flawed. A small letter behind a number tells variants
/// of one flaw apart.
final class CredentialRows {
    private static final String CONSOLE_API = "console-api-ssh.yaml";
    private static final String SET_UP = "setup-form-ssh.yaml";
    private static final String RESET_ON_WEB = "label-form-reset.yaml";

    /// As many as show that a derivation is no chance.
    private static final int POPULATION = 4;

    /// One secret opens many devices, or none is wanted.
    private static final Set<Requirement> UNIVERSAL = Set.of(PASSWORDS, EN_5_1_1);

    /// As above, and a reset leaves it.
    private static final Set<Requirement> KEPT = Set.of(PASSWORDS, EN_5_1_1, EN_5_11_1);

    private static final Set<Requirement> GUESSABLE = Set.of(PASSWORDS, EN_5_1_2);
    private static final Set<Requirement> CHANGE = Set.of(EN_5_1_4);
    private static final Set<Requirement> BRUTE_FORCE = Set.of(EN_5_1_5);
    private static final Set<Requirement> DEBUG = Set.of(EN_5_6_4);
    private static final Set<Requirement> ERASURE = Set.of(EN_5_11_1);
    private static final Set<Requirement> FINDING = Set.of();

    private CredentialRows() {}

    static List<CatalogueEntry> all() {
        return Stream.of(shared(), derived(), hidden(), setUp(), reset(), change())
                .flatMap(rows -> rows)
                .toList();
    }

    private static Stream<CatalogueEntry> shared() {
        return Stream.of(
                credentials(
                        "P1",
                        "universal default password before and after a reset",
                        "stated-basic-telnet.yaml",
                        2,
                        UNIVERSAL,
                        "universal-credential"),
                credentials(
                        "P2",
                        "unique password on the label, but a reset brings a universal one",
                        LABEL_FORM,
                        2,
                        UNIVERSAL,
                        "universal-credential-after-reset"),
                credentials(
                        "P3",
                        "the same password for a whole batch",
                        "label-api.yaml",
                        4,
                        UNIVERSAL,
                        "credential-shared-in-batch"));
    }

    private static Stream<CatalogueEntry> derived() {
        return Stream.of(
                credentials(
                        "P4a",
                        "counter: hexadecimal, neighbours differ by 3",
                        LABEL_FORM,
                        POPULATION,
                        GUESSABLE,
                        "incremental-counter",
                        "derived-from-identifier"),
                credentials(
                        "P4b",
                        "counter: base 36 behind a constant prefix, neighbours differ by 7",
                        LABEL_FORM,
                        POPULATION,
                        GUESSABLE,
                        "incremental-counter",
                        "derived-from-identifier"),
                credentials(
                        "P5a",
                        "last 8 digits of the MAC address",
                        LABEL_FORM,
                        POPULATION,
                        GUESSABLE,
                        "derived-from-identifier",
                        "published-password-generator"),
                credentials(
                        "P5b",
                        "last 8 digits of the MAC address, backwards",
                        LABEL_FORM,
                        POPULATION,
                        GUESSABLE,
                        "derived-from-identifier"),
                credentials(
                        "P6",
                        "MD5 of the MAC address",
                        LABEL_FORM,
                        POPULATION,
                        GUESSABLE,
                        "unkeyed-hash-of-identifier"),
                credentials(
                        "P7",
                        "SHA-256 of the MAC address and a salt that stands in the firmware image",
                        LABEL_FORM,
                        POPULATION,
                        GUESSABLE,
                        "salted-hash-with-known-salt"),
                credentials(
                        "P8a",
                        "a reset brings a password that is seeded by the uptime",
                        CONSOLE_API,
                        POPULATION,
                        UNIVERSAL,
                        "time-seeded-password",
                        "same-password-after-equal-start"),
                credentials(
                        "P8b",
                        "a reset brings a password that is seeded by a clock without a battery",
                        CONSOLE_API,
                        POPULATION,
                        UNIVERSAL,
                        "time-seeded-password",
                        "same-password-after-equal-start"),
                credentials(
                        "P9",
                        "a word and two to four digits",
                        LABEL_FORM,
                        POPULATION,
                        GUESSABLE,
                        "dictionary-word-password"),
                credentials(
                                "P10",
                                "the date of manufacture",
                                LABEL_FORM,
                                POPULATION,
                                GUESSABLE,
                                "date-based-password",
                                "derived-from-public-information")
                        .madeDaysApart(),
                credentials(
                        "P11",
                        "password of the day, the same on all units",
                        CONSOLE_API,
                        2,
                        UNIVERSAL,
                        "universal-credential"));
    }

    private static Stream<CatalogueEntry> hidden() {
        return Stream.of(
                credentials(
                        "P12",
                        "telnet has root with a universal password",
                        "label-digest-telnet.yaml",
                        2,
                        UNIVERSAL,
                        "universal-default-opens-service"),
                credentials(
                        "P13",
                        "hidden second account on the web",
                        LABEL_FORM,
                        2,
                        UNIVERSAL,
                        "universal-default-opens-service"),
                credentials(
                        "P14a",
                        "shell on the UART without a login",
                        "label-form-open-uart.yaml",
                        2,
                        DEBUG,
                        "interface-open-without-password"),
                credentials(
                        "P14b",
                        "shell on the UART with a universal password",
                        LABEL_FORM,
                        2,
                        UNIVERSAL,
                        "universal-default-opens-service"),
                credentials(
                        "P15a",
                        "debug port without a login, in the first 30 s after boot",
                        LABEL_FORM,
                        2,
                        DEBUG,
                        "interface-open-without-password"),
                credentials(
                        "P15b",
                        "debug port with a universal password, in the first 30 s after boot",
                        LABEL_FORM,
                        2,
                        UNIVERSAL,
                        "universal-default-opens-service"));
    }

    private static Stream<CatalogueEntry> setUp() {
        return Stream.of(
                credentials(
                        "P16a",
                        "the set-up can be skipped by a button: no password then",
                        SET_UP,
                        2,
                        UNIVERSAL,
                        "set-up-can-be-skipped"),
                credentials(
                        "P16b",
                        "the set-up can be skipped by a direct call: a universal password then",
                        "setup-form-finish.yaml",
                        2,
                        UNIVERSAL,
                        "set-up-can-be-skipped",
                        "universal-default-opens-service"),
                credentials(
                        "P16c",
                        "the set-up can be skipped by a power cut: no password then",
                        SET_UP,
                        2,
                        UNIVERSAL,
                        "set-up-can-be-skipped"),
                credentials(
                        "P17a",
                        "the empty password is accepted where the user defines one",
                        SET_UP,
                        2,
                        UNIVERSAL,
                        "empty-password-accepted"),
                credentials(
                        "P17b",
                        "a password of one character is accepted where the user defines one",
                        SET_UP,
                        2,
                        FINDING,
                        "one-character-password-accepted"));
    }

    private static Stream<CatalogueEntry> reset() {
        return Stream.of(
                credentials(
                        "P18",
                        "a reset does not erase the user's password",
                        LABEL_FORM_TELNET,
                        2,
                        KEPT,
                        "user-password-survives-reset"),
                credentials(
                        "P19",
                        "a reset on the web erases the user's password, one by button does not",
                        RESET_ON_WEB,
                        2,
                        KEPT,
                        "user-password-survives-reset"),
                credentials(
                        "P20a",
                        "a short press resets",
                        LABEL_FORM,
                        2,
                        FINDING,
                        "reset-by-short-press"),
                credentials(
                        "P20b",
                        "a reset works on the second try only",
                        LABEL_FORM,
                        2,
                        FINDING,
                        "reset-at-second-try"),
                credentials(
                        "P22",
                        "sessions on the web are still valid after a reset",
                        RESET_ON_WEB,
                        2,
                        ERASURE,
                        "session-survives-reset"));
    }

    private static Stream<CatalogueEntry> change() {
        return Stream.of(
                credentials(
                        "P21",
                        "the factory password comes back beside the user's",
                        LABEL_FORM_TELNET,
                        2,
                        CHANGE,
                        "factory-password-still-valid"),
                credentials(
                        "P23",
                        "the password cannot be changed",
                        "label-form-fixed.yaml",
                        2,
                        CHANGE,
                        "password-cannot-be-changed"),
                credentials(
                        "P24",
                        "a changed password changes on the web, ssh goes on with the old one",
                        "label-form-ssh.yaml",
                        2,
                        CHANGE,
                        "former-password-still-valid",
                        "factory-password-still-valid"),
                credentials(
                        "P25",
                        "no protection against brute force",
                        LABEL_FORM_TELNET,
                        2,
                        BRUTE_FORCE,
                        "no-brute-force-protection"));
    }
}
