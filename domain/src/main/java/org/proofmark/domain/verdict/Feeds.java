package org.proofmark.domain.verdict;

import static org.proofmark.domain.scheme.Requirement.EN_5_11_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_2;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_4;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_5;
import static org.proofmark.domain.scheme.Requirement.EN_5_6_4;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.scheme.Breaches;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Problem.Kind;

/// Which rules feed which requirement that is tested on units. A new rule is a line in [#of].
record Feeds(List<Feed> feeds) {
    private static final Set<String> FACTORY_PASSWORDS =
            Set.of(
                    "case-not-ended",
                    "one-unit-only",
                    "credential-not-found",
                    "factory-password-not-proven",
                    "secrets-not-compared");

    Feeds {
        feeds = List.copyOf(feeds);
    }

    /// All rules over a population.
    static Feeds of(CampaignEvidence evidence, List<UnitSessions> units) {
        var profile = evidence.profile();
        var preset = evidence.preset();
        var passwords = new PasswordRules(profile, preset, units, evidence.secrets());
        var onUnits = Requirement.ON_UNITS.toArray(Requirement[]::new);
        return new Feeds(
                List.of(
                        Feed.neededBy(runs(units, Phase.COLLECT), onUnits),
                        Feed.neededBy(runs(units, Phase.CROSS), PASSWORDS, EN_5_1_1),
                        Feed.neededBy(new EffortGaps(preset, profile, units).problems(), onUnits),
                        Feed.examining(passwords.problems(), PASSWORDS, EN_5_1_1),
                        Feed.neededBy(ofFactoryPasswords(passwords.problems()), EN_5_1_2),
                        Feed.examining(
                                derivations(evidence, units).problems(), PASSWORDS, EN_5_1_2),
                        Feed.examining(change(profile, units), EN_5_1_4),
                        Feed.examining(bruteForce(profile, units), EN_5_1_5),
                        Feed.examining(debug(units), EN_5_6_4),
                        Feed.examining(erasure(units), EN_5_11_1)));
    }

    private static List<Problem> change(ProfileFacts profile, List<UnitSessions> units) {
        return each(
                units,
                u -> u.shown(s -> new ChangeRules(profile, s, u.sessions()).violations()),
                u -> u.lacking(s -> new ChangeRules(profile, s, u.sessions()).gaps()));
    }

    private static List<Problem> bruteForce(ProfileFacts profile, List<UnitSessions> units) {
        return each(
                units,
                u -> u.shown(s -> new BruteForceRules(profile, s).violations()),
                u -> u.lacking(s -> new BruteForceRules(profile, s).gaps()));
    }

    /// What is open without a secret is seen by the rules on logins.
    private static List<Problem> debug(List<UnitSessions> units) {
        return each(units, _ -> List.of(), u -> u.lacking(s -> new DebugRules(s).gaps()));
    }

    private static List<Problem> erasure(List<UnitSessions> units) {
        return each(
                units,
                u -> u.shown(s -> new ErasureRules(s).problems()),
                u -> u.lacking(s -> new ErasureRules(s).gaps()));
    }

    private static List<Problem> each(
            List<UnitSessions> units,
            Function<UnitSessions, List<Problem>> shown,
            Function<UnitSessions, List<Problem>> lacking) {
        return units.stream()
                .flatMap(u -> Stream.concat(shown.apply(u).stream(), lacking.apply(u).stream()))
                .toList();
    }

    private static DerivationRules derivations(
            CampaignEvidence evidence, List<UnitSessions> units) {
        var shared = new SharedSecrets(new Access(evidence.profile()), units, evidence.secrets());
        return new DerivationRules(evidence.profile(), units, evidence.secrets(), shared.working());
    }

    /// Without these it is not known what the factory passwords are.
    private static List<Problem> ofFactoryPasswords(List<Problem> problems) {
        return problems.stream()
                .filter(p -> FACTORY_PASSWORDS.contains(p.reason().code()))
                .toList();
    }

    private static List<Problem> runs(List<UnitSessions> units, Phase phase) {
        return units.stream().flatMap(u -> u.runProblems(phase).stream()).toList();
    }

    /// What stands against a PASS of a requirement.
    List<Problem> against(Requirement requirement) {
        return Stream.of(
                        unexamined(requirement).stream(),
                        all().filter(p -> breaks(p, requirement)),
                        gaps(requirement))
                .flatMap(s -> s)
                .distinct()
                .toList();
    }

    private Stream<Problem> all() {
        return feeds.stream().flatMap(f -> f.problems().stream());
    }

    private static boolean breaks(Problem problem, Requirement requirement) {
        return problem.kind() == Kind.VIOLATION
                && Breaches.of(problem.reason().code())
                        .filter(broken -> broken.contains(requirement))
                        .isPresent();
    }

    private Stream<Problem> gaps(Requirement requirement) {
        return feeds.stream()
                .filter(f -> f.requirements().contains(requirement))
                .flatMap(f -> f.problems().stream())
                .filter(p -> p.kind() == Kind.GAP);
    }

    private Optional<Problem> unexamined(Requirement requirement) {
        var examined =
                feeds.stream()
                        .anyMatch(f -> f.examines() && f.requirements().contains(requirement));
        return examined
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                Kind.GAP,
                                new Reason(
                                        "not-examined",
                                        "No test of this suite looks at all that "
                                                + requirement.name()
                                                + " asks for, so it cannot pass here."),
                                List.of(),
                                List.of()));
    }

    /// What fails nothing: findings, and behaviour that breaks no requirement of any scheme.
    List<Problem> findings() {
        return all().filter(p -> p.kind() == Kind.FINDING || breaksNothing(p)).distinct().toList();
    }

    private static boolean breaksNothing(Problem problem) {
        return problem.kind() == Kind.VIOLATION
                && Breaches.of(problem.reason().code()).filter(Set::isEmpty).isPresent();
    }
}
