package org.proofmark.controller.web.view;

import java.util.List;

/// The start page.
///
/// @param tiles the figures at the top
/// @param active campaigns that are not over
/// @param waits everything that waits
/// @param rigs those that are shown
/// @param moreRigs how many are not shown
/// @param moreCampaigns how many that are not over are not shown
/// @param recent campaigns that are over, the latest first
public record Board(
        List<Tile> tiles,
        List<CampaignLine> active,
        int moreCampaigns,
        List<WaitLine> waits,
        List<RigCard> rigs,
        int moreRigs,
        List<OverLine> recent) {
    public Board {
        tiles = List.copyOf(tiles);
        active = List.copyOf(active);
        waits = List.copyOf(waits);
        rigs = List.copyOf(rigs);
        recent = List.copyOf(recent);
    }

    /// @param tone of the figure
    public record Tile(String label, String figure, String note, Badge.Tone tone) {}

    /// @param progress such as `collect 1 of 2`
    public record CampaignLine(
            Link campaign,
            String device,
            String units,
            Badge state,
            String progress,
            String since) {}

    /// @param what the campaign, or its unit
    /// @param code of the reason
    /// @param why a sentence
    public record WaitLine(Link what, String device, String code, String why) {}

    /// @param heard when it was last heard of
    /// @param spool what waits at the rig; empty where nothing does
    public record RigCard(
            String name,
            Badge liveness,
            String heard,
            String version,
            String spool,
            List<SlotLine> slots) {
        public RigCard {
            slots = List.copyOf(slots);
        }
    }

    /// @param wiring its kinds
    /// @param holder the campaign that holds it
    /// @param run the run in it
    /// @param detail its step, or why it takes no runs
    public record SlotLine(
            String name,
            String unit,
            String wiring,
            Badge state,
            Link holder,
            Link run,
            String detail) {}

    /// @param verdicts one per population and requirement
    /// @param report empty where there is none
    public record OverLine(
            Link campaign,
            String device,
            String units,
            String preset,
            Badge state,
            List<VerdictBadge> verdicts,
            String ended,
            Link report) {
        public OverLine {
            verdicts = List.copyOf(verdicts);
        }
    }

    /// @param requirement such as `Passwords`
    public record VerdictBadge(String requirement, Badge outcome) {}
}
