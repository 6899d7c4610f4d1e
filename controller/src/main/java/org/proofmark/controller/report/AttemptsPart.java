package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.proofmark.controller.report.CampaignDetail.AttemptDetail;
import org.proofmark.controller.report.CampaignDetail.Line;
import org.proofmark.domain.run.Fault;

/// Every attempt, with its faults and its records.
final class AttemptsPart {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AttemptsPart() {}

    static void write(Element section, Subject subject, CampaignDetail detail) {
        var own = subject.units().stream().map(u -> u.id()).toList();
        var attempts = detail.attempts().stream().filter(a -> own.contains(a.unit())).toList();
        text(section, "h4", "Attempts");
        if (attempts.isEmpty()) {
            text(section, "p", "None has begun.");
            return;
        }
        var table =
                new Page.Table(
                        section,
                        "Every attempt, also those that count for nothing",
                        List.of("Unit", "Attempt", "Slot", "Ordered", "How it ended", "Fault"));
        attempts.forEach(a -> attempt(table, a));
        attempts.stream().filter(a -> !a.lines().isEmpty()).forEach(a -> lines(section, a));
    }

    private static String name(AttemptDetail attempt) {
        return attempt.phase().name().toLowerCase(Locale.ROOT) + " " + attempt.number();
    }

    private static void attempt(Page.Table table, AttemptDetail attempt) {
        var cells = table.row();
        Page.append(cells.get(0), attempt.unit().value());
        Page.append(cells.get(1), name(attempt));
        Page.append(cells.get(2), attempt.slot());
        Page.append(cells.get(3), HtmlReport.minute(attempt.orderTime()));
        Page.append(cells.get(4), attempt.state() + (attempt.counts() ? "" : " (superseded)"));
        if (attempt.superseded() > 0) {
            text(
                    cells.get(4),
                    "div",
                    Sentences.count(attempt.superseded(), "record")
                            + " came too late and count for nothing");
        }
        attempt.fault()
                .ifPresentOrElse(
                        f -> fault(cells.get(5), f), () -> Page.append(cells.get(5), "none"));
    }

    private static void fault(Element cell, Fault fault) {
        text(cell, "code", fault.code());
        Page.append(
                cell,
                (fault.step().isBlank() ? " " : " at step ‘" + fault.step() + "’: ")
                        + fault.what()
                        + (fault.waited().isZero()
                                ? ""
                                : " (waited " + fault.waited().toMillis() / 1000.0 + " s)"));
        var last = fault.lastOutput().strip();
        if (!last.isEmpty()) {
            text(cell, "p", "The device's last words:").addClass("quiet");
            text(cell, "pre", last);
        }
    }

    private static void lines(Element section, AttemptDetail attempt) {
        var title = "Records of " + attempt.unit() + ", " + name(attempt);
        var details = Page.details(section, title);
        if (!attempt.folder().isEmpty()) {
            var p = details.appendElement("p").addClass("quiet");
            Page.append(p, "In full: ");
            var path = attempt.folder() + "observations.jsonl";
            Page.file(p, path, path);
        }
        var table = new Page.Table(details, title, List.of("Record", "UTC", "What"));
        for (Line line : attempt.lines()) {
            table.row(
                    line.first() == line.last()
                            ? String.valueOf(line.first())
                            : line.first() + "–" + line.last(),
                    SECOND.format(line.time()),
                    line.text());
        }
    }
}
