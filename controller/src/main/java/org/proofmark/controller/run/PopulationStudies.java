package org.proofmark.controller.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.strength.StrengthLimits;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.verdict.SecretAnalysis.Explained;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.SecretAnalysis.Studied;
import org.proofmark.domain.verdict.SecretAnalysis.Weight;

/// Searches the factory passwords of a campaign's units for what they are derived from: a study per
/// credential and state. What comes out holds no value.
final class PopulationStudies {
    /// A bound that few units make too wide says nothing: fewer are only accused, never asked
    /// about.
    private static final int ENOUGH_TO_ASK = 10;

    /// Strings of the firmware cost minutes where there are many: they are tried on the values as
    /// delivered and on the first others. A device that salts does it every time.
    private static final int STATES_WITH_STRINGS = 2;

    private final DerivationAnalyser analyser = new DerivationAnalyser();
    private final List<String> strings;

    /// Values of one credential in one state, by unit.
    private final Map<Population, Map<String, Value>> values =
            new TreeMap<>(
                    java.util.Comparator.comparing(Population::credential)
                            .thenComparingInt(Population::resets));

    /// @param strings of the firmware, candidate salts and keys; may be empty
    PopulationStudies(List<String> strings) {
        this.strings = List.copyOf(strings);
    }

    private record Population(String credential, int resets) {}

    private record Value(SecretRef ref, String text, Map<String, String> identifiers) {}

    /// Takes in a credential that was found.
    ///
    /// @param text its plain value
    /// @param identifiers what is known of the unit beside its secrets
    void add(CredentialTaken taken, SecretRef ref, String text, Map<String, String> identifiers) {
        values.computeIfAbsent(
                        new Population(taken.credential(), taken.stage().resets()),
                        p -> new LinkedHashMap<>())
                .put(ref.unit().value(), new Value(ref, text, Map.copyOf(identifiers)));
    }

    /// What the searches found. A state in which every unit has the value that it had before is
    /// searched once.
    List<Studied> studied() {
        var studied = new ArrayList<Studied>();
        var before = new HashMap<String, List<Map<String, String>>>();
        values.forEach((population, units) -> {
            var texts = new TreeMap<String, String>();
            units.forEach((unit, value) -> texts.put(unit, value.text()));
            var seen = before.computeIfAbsent(population.credential(), c -> new ArrayList<>());
            if (!seen.contains(texts)) {
                seen.add(texts);
                studied.add(
                        study(
                                population,
                                units,
                                seen.size() <= STATES_WITH_STRINGS ? strings : List.of()));
            }
        });
        return studied;
    }

    private Studied study(Population population, Map<String, Value> units, List<String> salts) {
        var list = new ArrayList<PopulationUnit>();
        units.forEach((unit, value) ->
                list.add(new PopulationUnit(unit, value.identifiers(), value.text())));
        var shown =
                list.size() <= DerivationAnalyser.MAXIMUM_STUDY
                        ? list
                        : list.subList(0, DerivationAnalyser.MAXIMUM_STUDY);
        var report = analyser.analyse(new Study(shown, salts), new Claim.NoRuleBroken());
        return new Studied(
                population.credential(),
                population.resets(),
                DerivationAnalyser.VERSION,
                shown.size(),
                report.effort().transformsTried(),
                report.effort().fields(),
                report.findings().stream()
                        .filter(f -> pertains(f, report))
                        .map(f -> explained(f, shown, units))
                        .filter(e -> severalValues(e, units))
                        .toList());
    }

    /// One value on all units is a universal password, whatever word or date it is.
    private static boolean severalValues(Explained explained, Map<String, Value> values) {
        return explained.secrets().stream()
                        .flatMap(r ->
                                java.util.stream.Stream.ofNullable(values.get(r.unit().value())))
                        .map(Value::text)
                        .distinct()
                        .count()
                > 1;
    }

    /// Equal values, universal defaults and empty ones are seen to by exact comparison and by
    /// logins.
    private static boolean pertains(PopulationFinding finding, PopulationReport report) {
        return switch (finding.kind()) {
            case DUPLICATE, UNIVERSAL_DEFAULT, EMPTY -> false;
            case SMALL_KEYSPACE -> breaks(finding) || (asks(finding) && narrow(report));
            case COUNTER,
                    IDENTIFIER,
                    PUBLIC,
                    UNKEYED_HASH,
                    SALTED_HASH,
                    NAMED_FAMILY,
                    TIME_SEEDED,
                    DATE,
                    DICTIONARY,
                    NEIGHBOURS ->
                    breaks(finding) || asks(finding);
        };
    }

    private static boolean breaks(PopulationFinding finding) {
        return finding.weight() == PopulationFinding.Weight.BREAKS;
    }

    private static boolean asks(PopulationFinding finding) {
        return finding.weight() == PopulationFinding.Weight.ASKS;
    }

    /// True where something follows from so few units: there are enough of them, or what is fixed
    /// leaves fewer values than nobody asks about.
    private static boolean narrow(PopulationReport report) {
        var fewer =
                report.effort().keyspace().log10Above()
                        < StrengthLimits.DEFAULT.passFromBits() * Math.log10(2);
        return fewer || report.effort().units() >= ENOUGH_TO_ASK;
    }

    private static Explained explained(
            PopulationFinding finding, List<PopulationUnit> units, Map<String, Value> values) {
        var refs = new ArrayList<SecretRef>();
        for (var unit : units) {
            var value = values.get(unit.id());
            if (value != null && finding.test().map(t -> t.test(unit)).orElse(true)) {
                refs.add(value.ref());
            }
        }
        return new Explained(
                label(finding.kind()),
                breaks(finding) ? Weight.BREAKS : Weight.ASKS,
                finding.transform(),
                finding.explanation(),
                refs,
                finding.counterExample().orElse(""),
                finding.coincidenceProbability());
    }

    private static String label(FindingClass kind) {
        return kind.label();
    }
}
