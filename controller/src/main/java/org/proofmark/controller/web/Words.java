package org.proofmark.controller.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.proofmark.controller.fleet.Liveness;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.web.view.Badge;
import org.proofmark.controller.web.view.Badge.Tone;
import org.proofmark.controller.web.view.Link;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Outcome;

/// States and times in words.
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Words() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    static String dayAndTime(Instant time) {
        return DAY_AND_TIME.format(time) + " UTC";
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static Link link(CampaignId campaign) {
        return new Link(campaign.value(), "/campaigns/" + campaign.value());
    }

    static Link link(RunId run, String text) {
        return new Link(text, "/runs/" + run.value());
    }

    static Badge badge(Liveness liveness) {
        return switch (liveness) {
            case CONNECTED -> new Badge(Tone.GOOD, "connected");
            case SUSPECT -> new Badge(Tone.OPEN, "suspect");
            case LOST -> new Badge(Tone.BAD, "lost");
            case NEVER_SEEN -> new Badge(Tone.QUIET, "never seen");
        };
    }

    static Badge badge(Outcome outcome) {
        return switch (outcome) {
            case PASS -> new Badge(Tone.GOOD, "PASS");
            case FAIL -> new Badge(Tone.BAD, "FAIL");
            case INCONCLUSIVE -> new Badge(Tone.OPEN, "INCONCLUSIVE");
        };
    }

    static Badge badge(CampaignRow campaign) {
        return switch (campaign.state()) {
            case WAITING -> new Badge(Tone.OPEN, "waiting");
            case COLLECTING -> new Badge(Tone.BUSY, "collecting");
            case CROSSING -> new Badge(Tone.BUSY, "crossing");
            case ENDED -> new Badge(Tone.QUIET, "ended");
            case CANCELLED -> new Badge(Tone.QUIET, "cancelled");
        };
    }

    static Badge badge(RunRow run) {
        return switch (run.state()) {
            case WAITING -> new Badge(Tone.OPEN, "waiting");
            case ACTIVE ->
                    run.live().filter(a -> a.state() == AttemptState.RUNNING).isPresent()
                            ? new Badge(Tone.BUSY, "running")
                            : new Badge(Tone.BUSY, "ordered");
            case COMPLETED -> new Badge(Tone.GOOD, "completed");
            case FAULTED -> new Badge(Tone.BAD, "given up");
            case CANCELLED -> new Badge(Tone.QUIET, "cancelled");
        };
    }

    /// A word and not the enum's name: people read it.
    static String phase(RunRow run) {
        return run.phase().name().toLowerCase(Locale.ROOT);
    }

    static String requirement(Requirement requirement) {
        if (requirement.equals(Requirement.PASSWORDS)) {
            return "Passwords";
        }
        if (requirement.equals(Requirement.REPORTING)) {
            return "Reporting";
        }
        return requirement.equals(Requirement.SUPPORT_PERIOD)
                ? "Support period"
                : requirement.name();
    }

    /// What a run is at, or why it is not: its fault where it is over, else its step.
    static String detail(RunRow run) {
        var latest = run.latest();
        if (latest.isEmpty()) {
            return "";
        }
        var fault = latest.get().fault();
        return fault.isPresent() && !latest.get().state().live()
                ? fault.get().code() + ": " + fault.get().what()
                : latest.get().step();
    }
}
