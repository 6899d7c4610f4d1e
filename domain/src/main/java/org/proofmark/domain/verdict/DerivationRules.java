package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.Observation.BruteForced;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.Problem.Kind;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.ProfileFacts.Source;
import org.proofmark.domain.verdict.SecretAnalysis.Explained;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.SecretAnalysis.Studied;
import org.proofmark.domain.verdict.SecretAnalysis.Weight;

/// Whether factory passwords can be worked out (SI 2023/1007 Sch.1 1(3); EN 303 645 5.1-2). What
/// explains fewer than two passwords that were proven to work accuses nobody.
///
/// @param working the secrets that were proven to open the unit that they were found on
record DerivationRules(
        ProfileFacts profile,
        List<UnitSessions> units,
        SecretAnalysis analysis,
        Set<SecretRef> working) {
    private static final int LEAST_UNITS = 2;
    private static final String STRENGTH = "small-keyspace";
    private static final String SALTED_HASH = "salted-hash";

    /// The reason code of each class of findings that breaks a rule by itself.
    private static final Map<String, String> CODES =
            Map.ofEntries(
                    Map.entry("counter", "incremental-counter"),
                    Map.entry("identifier-derived", "derived-from-identifier"),
                    Map.entry("public-information", "derived-from-public-information"),
                    Map.entry("unkeyed-hash", "unkeyed-hash-of-identifier"),
                    Map.entry(SALTED_HASH, "salted-hash-with-known-salt"),
                    Map.entry("named-family", "published-password-generator"),
                    Map.entry("time-seeded", "time-seeded-password"),
                    Map.entry("date", "date-based-password"),
                    Map.entry("dictionary", "dictionary-word-password"),
                    Map.entry(STRENGTH, "too-few-possible-passwords"));

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var credential : profile.credentials()) {
            if (pertains(credential)) {
                of(credential, problems);
            }
        }
        return problems;
    }

    /// A value that is stated for all alike, or that opens the set-up alone, is judged elsewhere.
    private static boolean pertains(CredentialFacts credential) {
        return credential.isPassword()
                && credential.hasFactoryValue()
                && credential.source() != Source.STATED
                && !credential.setUpOnly();
    }

    private void of(CredentialFacts credential, List<Problem> problems) {
        var studies =
                analysis.studied().stream()
                        .filter(s -> s.credential().equals(credential.name().value()))
                        .toList();
        if (studies.isEmpty()) {
            problems.add(
                    gap(
                            "derivation-not-searched",
                            "Nobody looked whether the passwords '"
                                    + credential.name()
                                    + "' can be worked out from what is known of the units."));
        }
        for (var study : studies) {
            study.found().forEach(f -> found(study, f).ifPresent(problems::add));
        }
    }

    private Optional<Problem> found(Studied study, Explained found) {
        var proven = found.secrets().stream().filter(working::contains).toList();
        var holders = proven.stream().map(SecretRef::unit).distinct().toList();
        if (holders.size() < LEAST_UNITS) {
            return Optional.empty();
        }
        var code = CODES.get(found.kind());
        return found.weight() == Weight.BREAKS && code != null
                ? Optional.of(violation(code, study, found, holders))
                : Optional.of(question(study, found));
    }

    private Problem violation(String code, Studied study, Explained found, List<UnitId> holders) {
        return new Problem(
                Kind.VIOLATION,
                new Reason(
                        code,
                        start(study)
                                + Words.sentence(found.explanation())
                                + " How: "
                                + Words.sentence(found.transform())
                                + image(found)
                                + " It explains "
                                + holders.size()
                                + " of "
                                + study.units()
                                + " units"
                                + (found.counterExample().isEmpty()
                                        ? ""
                                        : ", and not unit " + found.counterExample())
                                + "; "
                                + Words.count(study.transforms())
                                + " transforms were tried, and chance does that with a"
                                + " probability of "
                                + probability(found.coincidence())
                                + "."),
                holders,
                evidence(holders));
    }

    /// Where the salt was found.
    private String image(Explained found) {
        return found.kind().equals(SALTED_HASH)
                ? analysis.images().stream()
                        .map(i -> " The string stands in the firmware image " + i.digest() + ".")
                        .collect(Collectors.joining())
                : "";
    }

    private Problem question(Studied study, Explained found) {
        var strength = found.kind().equals(STRENGTH);
        return gap(
                strength ? "password-strength-open" : "derivation-suspected",
                start(study)
                        + Words.sentence(found.explanation())
                        + (strength ? " " + lockOut() : " A person has to judge that."));
    }

    /// What was measured against guessing; without it the question cannot be answered.
    private String lockOut() {
        return units.stream()
                .flatMap(u -> u.sessions().stream())
                .flatMap(s -> s.all(BruteForced.class).stream())
                .map(Session.Seen::what)
                .map(b ->
                        "Measured on '"
                                + b.interfaceName()
                                + "': "
                                + b.tries()
                                + " wrong passwords in "
                                + b.millis() / 1000
                                + " s, then "
                                + Words.outcome(b.ended())
                                + ".")
                .findFirst()
                .orElse("No lock-out was measured.");
    }

    private static String probability(double coincidence) {
        return coincidence < 1e-15
                ? "less than 10^-15"
                : String.format(Locale.ROOT, "%.0e", coincidence);
    }

    private static String start(Studied study) {
        return "Passwords '"
                + study.credential()
                + "' "
                + (study.resets() == 0 ? "as delivered" : "after reset " + study.resets())
                + ": ";
    }

    private List<EvidenceRef> evidence(List<UnitId> holders) {
        return units.stream()
                .filter(u -> holders.contains(u.id()))
                .flatMap(u -> u.allEvidence().stream())
                .distinct()
                .toList();
    }

    private static Problem gap(String code, String text) {
        return new Problem(Kind.GAP, new Reason(code, text), List.of(), List.of());
    }
}
