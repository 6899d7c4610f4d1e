package org.proofmark.controller.web.view;

import java.util.List;

/// A run's page.
///
/// @param facts where it runs and how it stands
/// @param steps what was recorded, oldest first
/// @param skippedSteps older ones that are not shown
/// @param console the last lines of its console
/// @param consoleNote what there is to know of it; may be empty
public record RunPage(
        String id,
        Link campaign,
        Badge state,
        List<CampaignPage.Fact> facts,
        String detail,
        int skippedSteps,
        List<Step> steps,
        int consoleGeneration,
        List<ConsoleLine> console,
        String consoleNote) {
    public RunPage {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
        console = List.copyOf(console);
    }

    /// @param key names it within the run
    /// @param time of the rig's clock
    /// @param kind `progress`, `observed`, `kept`, `fault`, `ended`
    /// @param superseded it came after a fence and counts for nothing
    public record Step(
            String key, int attempt, String time, String kind, String text, boolean superseded) {}

    /// @param told by the rig or the controller and not by the device
    public record ConsoleLine(long number, String text, boolean told) {}
}
