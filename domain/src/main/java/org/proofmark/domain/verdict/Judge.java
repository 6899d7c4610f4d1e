package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Assessment.JudgedUnit;
import org.proofmark.domain.verdict.PageEvidence.Topic;
import org.proofmark.domain.verdict.Problem.Kind;

/// Decides. The one place where observations become verdicts; pure: the same evidence always gives
/// the same assessment.
///
/// [Feeds] says which rules feed which requirement, and [org.proofmark.domain.scheme.Breaches]
/// which requirements a behaviour breaks.
///
/// Over units and cases FAIL > INCONCLUSIVE > PASS. A fault of the rig gives INCONCLUSIVE with its
/// cause, never FAIL and never PASS; a violation whose evidence was complete before the first fault
/// of its attempt stays FAIL, also when the attempt was fenced later. What a PASS relies on comes
/// from the latest attempt of each run that met no fault.
public final class Judge {
    /// The scheme under which assertions of users' own suites are judged.
    public static final String UNCERTIFIED = "uncertified";

    private final CampaignEvidence evidence;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<UnitVerdict> unitVerdicts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private Judge(CampaignEvidence evidence) {
        this.evidence = evidence;
    }

    /// Judges what is on record now; asking while a campaign runs gives INCONCLUSIVE for what has
    /// not been seen.
    public static Assessment judge(CampaignEvidence evidence) {
        return new Judge(evidence).assess();
    }

    private Assessment assess() {
        var units = new ArrayList<JudgedUnit>();
        for (var population : Population.of(evidence)) {
            population.units().forEach(u -> units.add(judged(population, u)));
            if (evidence.suite().certified()) {
                certified(population);
            } else {
                assertions(population);
            }
        }
        return new Assessment(
                evidence.campaign(),
                evidence.suite().certified(),
                units,
                verdicts,
                unitVerdicts,
                findings);
    }

    private JudgedUnit judged(Population population, UnitSessions unit) {
        return new JudgedUnit(
                unit.id(),
                evidence.device(),
                evidence.profile().id(),
                population.firmware(),
                unit.evidence().batch());
    }

    private void certified(Population population) {
        var feeds = Feeds.of(evidence, population.units());
        for (var requirement : Requirement.ALL) {
            if (Requirement.ON_UNITS.contains(requirement)) {
                onUnits(
                        population,
                        requirement,
                        withUnverified(feeds.against(requirement)),
                        this::breachless);
            } else {
                page(population, requirement, topic(requirement));
            }
        }
        findings(population, feeds.findings());
        findings(population, unverifiedFacts());
        Stream.of(Topic.DISCLOSURE, Topic.SUPPORT)
                .forEach(t -> pageFindings(population, pageOn(t)));
    }

    private static Topic topic(Requirement requirement) {
        return requirement.equals(Requirement.REPORTING) || requirement.equals(Requirement.EN_5_2_1)
                ? Topic.DISCLOSURE
                : Topic.SUPPORT;
    }

    private Reason breachless(Effort effort) {
        var factory =
                evidence.profile().credentials().stream()
                        .anyMatch(c -> c.isPassword() && c.hasFactoryValue() && !c.setUpOnly());
        return PassText.of(effort, factory);
    }

    private void assertions(Population population) {
        var requirement = new Requirement(UNCERTIFIED, evidence.suite().name());
        var problems = new AssertionRules(population.units()).problems();
        onUnits(
                population,
                requirement,
                withUnverified(problems),
                effort ->
                        new Reason(
                                "assertions-held",
                                "Every assertion of the suite held on "
                                        + Words.count(effort.units(), "unit", "units")
                                        + ". Uncertified: the suite is the user's own."));
        findings(population, Problem.ofKind(Kind.FINDING, problems));
        findings(population, unverifiedFacts());
    }

    /// What nobody has seen on a device may be wrong, so nothing passes on its word.
    private List<Problem> withUnverified(List<Problem> problems) {
        int count = evidence.profile().unverified().size();
        if (count == 0) {
            return problems;
        }
        var all = new ArrayList<>(problems);
        all.add(new Problem(Kind.GAP, unverified(count), List.of(), List.of()));
        return all;
    }

    private Reason unverified(int count) {
        return new Reason(
                "profile-unverified",
                "The profile "
                        + evidence.profile().id()
                        + " marks "
                        + Words.count(count, "fact", "facts")
                        + " about the device as unverified (see the findings): compare them with"
                        + " a device, correct them, take the marks out, and test again.");
    }

    private PageRules.Ruling withUnverified(PageRules.Ruling ruling) {
        int count = evidence.profile().unverified().size();
        return count == 0 || ruling.outcome() != Outcome.PASS
                ? ruling
                : new PageRules.Ruling(Outcome.INCONCLUSIVE, List.of(unverified(count)));
    }

    private List<Problem> unverifiedFacts() {
        return evidence.profile().unverified().stream()
                .map(fact ->
                        new Problem(
                                Kind.FINDING,
                                new Reason(
                                        "profile-fact-unverified",
                                        "Nobody has compared this with a device: " + fact),
                                List.of(),
                                List.of()))
                .toList();
    }

    private void onUnits(
            Population population,
            Requirement requirement,
            List<Problem> problems,
            java.util.function.Function<Effort, Reason> pass) {
        var all = new ArrayList<>(problems);
        if (population.units().isEmpty()) {
            all.add(
                    new Problem(
                            Kind.GAP,
                            new Reason("not-run", "No unit was tested."),
                            List.of(),
                            List.of()));
        }
        verdicts.add(verdict(population, requirement, all, population.units(), pass));
        for (var unit : population.units()) {
            var own = all.stream().filter(p -> p.concerns(unit.id())).toList();
            unitVerdicts.add(
                    new UnitVerdict(
                            unit.id(), verdict(population, requirement, own, List.of(unit), pass)));
        }
    }

    private Verdict verdict(
            Population population,
            Requirement requirement,
            List<Problem> problems,
            List<UnitSessions> units,
            java.util.function.Function<Effort, Reason> pass) {
        var violations = Problem.ofKind(Kind.VIOLATION, problems);
        var gaps = Problem.ofKind(Kind.GAP, problems);
        var effort = Population.effort(evidence.preset(), units);
        var outcome =
                !violations.isEmpty()
                        ? Outcome.FAIL
                        : gaps.isEmpty() ? Outcome.PASS : Outcome.INCONCLUSIVE;
        var reasons =
                switch (outcome) {
                    case FAIL -> Problem.merged(violations);
                    case INCONCLUSIVE -> Problem.merged(gaps);
                    case PASS -> List.of(pass.apply(effort));
                };
        var proof =
                Stream.concat(
                                violations.stream().flatMap(v -> v.evidence().stream()),
                                units.stream().flatMap(u -> u.allEvidence().stream()))
                        .distinct()
                        .toList();
        return new Verdict(
                population.name(evidence.profile()),
                evidence.device(),
                requirement,
                outcome,
                reasons,
                proof,
                effort,
                outcome == Outcome.PASS
                        ? Map.of()
                        : Problem.sightings(outcome == Outcome.FAIL ? violations : gaps));
    }

    /// One finding for what was seen alike in several records.
    private void findings(Population population, List<Problem> problems) {
        var alike = new LinkedHashMap<Finding, List<Sighting>>();
        for (var problem : problems) {
            alike.computeIfAbsent(finding(population, problem), f -> new ArrayList<>())
                    .addAll(problem.sightings());
        }
        alike.forEach((f, sightings) -> findings.add(f.seenIn(sightings)));
    }

    private Finding finding(Population population, Problem problem) {
        return new Finding(
                population.name(evidence.profile()),
                evidence.device(),
                problem.units().stream().findFirst().map(UnitId::value).orElse(""),
                problem.reason(),
                problem.evidence());
    }

    private void page(Population population, Requirement requirement, Topic topic) {
        var ruling = withUnverified(PageRules.rule(requirement, topic, evidence.pages()));
        var page = pageOn(topic);
        List<EvidenceRef> proof = page.map(PageEvidence::evidence).orElse(List.of());
        verdicts.add(
                new Verdict(
                        population.name(evidence.profile()),
                        evidence.device(),
                        requirement,
                        ruling.outcome(),
                        ruling.reasons(),
                        proof,
                        new Effort(evidence.preset().name(), 0, Map.of(), 0)));
    }

    private Optional<PageEvidence> pageOn(Topic topic) {
        return evidence.pages().stream().filter(p -> p.topic() == topic).findFirst();
    }

    private void pageFindings(Population population, Optional<PageEvidence> page) {
        page.ifPresent(p ->
                p.findings()
                        .forEach(r ->
                                findings.add(
                                        new Finding(
                                                population.name(evidence.profile()),
                                                evidence.device(),
                                                "",
                                                r,
                                                p.evidence()))));
    }
}
