package org.proofmark.controller.web.view;

import java.util.List;

/// A campaign's page.
///
/// @param facts what was asked for and when
/// @param waiting why it waits; empty where it does not
/// @param over true where nothing more is done
public record CampaignPage(
        String id,
        String device,
        Badge state,
        List<Fact> facts,
        String waitCode,
        String waiting,
        boolean over,
        List<VerdictLine> verdicts,
        List<RunLine> runs,
        List<Link> downloads) {
    public CampaignPage {
        facts = List.copyOf(facts);
        verdicts = List.copyOf(verdicts);
        runs = List.copyOf(runs);
        downloads = List.copyOf(downloads);
    }

    /// Something to know.
    public record Fact(String name, String value) {}

    /// @param reasons sentences
    public record VerdictLine(
            String population, String requirement, Badge outcome, List<Reason> reasons) {
        public VerdictLine {
            reasons = List.copyOf(reasons);
        }
    }

    /// A reason with its code.
    public record Reason(String code, String text) {}

    /// @param detail its step, why it waits, or the fault that ended it
    public record RunLine(
            Link run,
            String unit,
            String slot,
            String phase,
            Badge state,
            String attempt,
            String detail) {}
}
