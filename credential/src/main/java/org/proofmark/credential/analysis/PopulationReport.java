package org.proofmark.credential.analysis;

import java.util.List;
import java.util.Map;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.Rule;
import org.proofmark.credential.strength.Keyspace;
import org.proofmark.domain.verdict.Outcome;

/// The answer about a list. It carries no password.
///
/// @param outcome the worst of the verdicts that the claim asks for
/// @param verdicts one for each rule
/// @param findings the most telling first
public record PopulationReport(
        Outcome outcome,
        List<RuleVerdict> verdicts,
        List<PopulationFinding> findings,
        Effort effort) {
    public PopulationReport {
        verdicts = List.copyOf(verdicts);
        findings = List.copyOf(findings);
    }

    /// What holds under one rule.
    ///
    /// @param reasons never empty
    public record RuleVerdict(Rule rule, Outcome outcome, List<String> reasons) {
        public RuleVerdict {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a verdict wants a reason: " + rule);
            }
        }
    }

    /// How hard was looked, and what follows for units that were not looked at.
    ///
    /// @param units in the list
    /// @param studied units that were searched deeply
    /// @param batches different values of the field `batch`; 0 where there is none
    /// @param fields identifiers that passwords were compared with
    /// @param transforms how many transforms were tried, by kind
    /// @param faultyBelow with 95 % confidence, the fraction of units that is faulty is below this
    /// @param keyspaceAbove with 95 % confidence, there are more values than this, by absence of
    ///   duplicates alone; 0 where there are some
    public record Effort(
            long units,
            int studied,
            int batches,
            List<String> fields,
            Map<String, Long> transforms,
            double faultyBelow,
            double keyspaceAbove,
            Keyspace keyspace) {
        public Effort {
            fields = List.copyOf(fields);
            transforms =
                    java.util.Collections.unmodifiableMap(
                            new java.util.LinkedHashMap<>(transforms));
        }

        /// All transforms that were tried.
        public long transformsTried() {
            return transforms.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
