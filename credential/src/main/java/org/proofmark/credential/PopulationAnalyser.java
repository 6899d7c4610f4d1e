package org.proofmark.credential;

import java.util.List;
import org.proofmark.domain.verdict.SecretAnalysis;

/// Looks at the plain values of a population's secrets and says what they have in common, without
/// the values. What was not tried is not claimed: the result names what was.
@FunctionalInterface
public interface PopulationAnalyser {
    /// Analyses one campaign's secrets, those of every unit together.
    ///
    /// @param secrets at most [ExactAnalyser#MAXIMUM_SECRETS]; the same reference twice with two
    ///   values is an error
    SecretAnalysis analyse(List<FoundSecret> secrets);
}
