package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.UnitId;

/// What follows from one campaign.
///
/// @param certified false where a user's own suite looked
/// @param units every unit of the campaign
/// @param verdicts exactly one per population and requirement, in the order of
///   [org.proofmark.domain.scheme.Requirement#ALL]
/// @param unitVerdicts one per unit, for requirements that are tested on units
/// @param findings what fails nothing
public record Assessment(
        CampaignId campaign,
        boolean certified,
        List<JudgedUnit> units,
        List<Verdict> verdicts,
        List<UnitVerdict> unitVerdicts,
        List<Finding> findings) {
    public Assessment {
        units = List.copyOf(units);
        verdicts = List.copyOf(verdicts);
        unitVerdicts = List.copyOf(unitVerdicts);
        findings = List.copyOf(findings);
    }

    /// The verdicts that decide where nobody names a scheme: those of `uk-psti-2023`, or of a
    /// user's own suite.
    public List<Verdict> deciding() {
        return verdicts.stream().filter(v -> v.requirement().decidesByDefault()).toList();
    }

    /// A unit and the population it belongs to.
    ///
    /// @param firmware as read at its first boot, else as the profile states, else `unknown`
    /// @param batch empty where nobody knows
    public record JudgedUnit(
            UnitId id, String device, ProfileId profile, String firmware, String batch) {
        /// `<profile id>@<firmware>`
        public String population() {
            return profile + "@" + firmware;
        }
    }
}
