package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.CampaignId;

/// All that [Judge] looks at: what one campaign saw. Holds no secret's value.
///
/// @param device the catalogue's id of a simulated device, else the profile's id
/// @param preset with the resets and tries that were asked for, not the preset's own
/// @param suite which suite looked, and whether it is one of ours
/// @param units one entry per unit, also where nothing ran
/// @param secrets what the comparison of the secrets' values gave; [SecretAnalysis#notMade()] until
///   it was made
/// @param pages one entry per published page that was looked for; empty until the desk run ended
public record CampaignEvidence(
        CampaignId campaign,
        String device,
        ProfileFacts profile,
        Preset preset,
        SuiteFacts suite,
        List<UnitEvidence> units,
        SecretAnalysis secrets,
        List<PageEvidence> pages) {
    public CampaignEvidence {
        units = List.copyOf(units);
        pages = List.copyOf(pages);
        if (device.isBlank()) {
            throw new IllegalArgumentException(
                    "a campaign's evidence wants the device's id, or its profile's");
        }
        var ids = units.stream().map(UnitEvidence::unit).distinct().count();
        if (ids != units.size()) {
            throw new IllegalArgumentException(
                    "a campaign's evidence wants each unit once, got "
                            + units.stream().map(UnitEvidence::unit).toList());
        }
    }

    /// Which suite looked.
    ///
    /// @param name `uk-top-three`, or the file name of a user's jar
    /// @param certified false for a user's own suite: its verdicts are marked and stand under the
    ///   scheme [org.proofmark.domain.verdict.Judge#UNCERTIFIED]
    public record SuiteFacts(String name, boolean certified) {
        /// The suite that certifies under the UK's three requirements.
        public static SuiteFacts ukTopThree() {
            return new SuiteFacts("uk-top-three", true);
        }
    }
}
