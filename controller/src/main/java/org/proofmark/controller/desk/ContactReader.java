package org.proofmark.controller.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.controller.desk.Channel.Kind;
import org.proofmark.domain.verdict.PageEvidence.Passage;

/// Finds where a security problem can be reported: an address, a number, a form or a link that
/// stands near words of reporting one. A way to reach the maker that stands elsewhere is unclear.
final class ContactReader {
    private static final int NEIGHBOURS = 2;
    private static final Pattern SECURITY =
            Pattern.compile(
                    "(?i)\\b(?:vulnerabilit\\w*|security|cyber\\w*|disclos\\w*|psirt|researchers?|bug bounty|hack\\w*)\\b");
    private static final Pattern REPORTING =
            Pattern.compile(
                    "(?i)\\b(?:report(?:s|ed|ing)?|contact\\w*|e-?mail\\w*|writ(?:e|ing)|send|submit\\w*|notify|tell us|reach|inform|let us know|call|get in touch|form|portal)\\b");
    private static final Pattern SECURITY_MAILBOX =
            Pattern.compile(
                    "(?i)^[^@\\s\\[({]*(?:secur|psirt|cert|vuln|vdp|disclos|infosec|cyber|bugbounty|bounty)[^@\\s]*.*");
    private static final Pattern FORM_LINK =
            Pattern.compile(
                    "(?i)\\b(?:form|portal|submit|submission|hackerone|bugcrowd|intigriti|yeswehack|tracker|issues?/new|advisories/new|ticket)\\b|report (?:a|an|any|the|it|your|security|vulnerabilit\\w*|issues?)\\b");

    /// Other ways to reach somebody, and a link that may lead to one.
    private static final Pattern OTHER_WAY =
            Pattern.compile(
                    "(?i)\\b(?:signal|matrix|telegram|whatsapp|keybase|pgp|gpg|hotline|help ?desk|live chat|mastodon|twitter|linkedin"
                            + "|by (?:post|letter)|p\\.?\\s?o\\.?\\s?box|mailbox|inbox|drop us|reach out|get hold of|ring us|dial|text us"
                            + "|contact (?:us|form|page|details|information))\\b");

    private static final Pattern MAY_LEAD_THERE =
            Pattern.compile(
                    "(?i)\\b(?:contact\\w*|report\\w*|help|support|feedback|disclos\\w*|psirt)\\b");

    private ContactReader() {}

    static Passage read(PageText page) {
        var sure = new ArrayList<Line>();
        var perhaps = new ArrayList<Line>();
        for (var channel : page.channels()) {
            if (channel.line() >= page.lines().size()) {
                continue;
            }
            var line = page.lines().get(channel.line());
            if (forSecurity(page, channel, line)) {
                sure.add(line);
            } else if (mayLeadThere(channel) && aboutSecurity(page)) {
                perhaps.add(line);
            }
        }
        page.lines().stream()
                .filter(l -> !l.aside() && OTHER_WAY.matcher(l.text()).find())
                .filter(_ -> aboutSecurity(page))
                .forEach(perhaps::add);
        if (!sure.isEmpty()) {
            return Passage.found(SupportReader.quotes(sure));
        }
        return perhaps.isEmpty()
                ? Passage.absent()
                : Passage.unclear(SupportReader.quotes(perhaps));
    }

    private static boolean mayLeadThere(Channel channel) {
        return channel.kind() != Kind.LINK
                || (!channel.aside()
                        && MAY_LEAD_THERE.matcher(channel.label() + " " + channel.target()).find());
    }

    private static boolean forSecurity(PageText page, Channel channel, Line line) {
        if (page.fields() && line.text().startsWith("Contact:")) {
            return true;
        }
        if (channel.kind() == Kind.MAIL && SECURITY_MAILBOX.matcher(channel.target()).matches()) {
            return true;
        }
        if (channel.aside()) {
            return false;
        }
        var around = around(page, channel.line());
        var context =
                SECURITY.matcher(around).find()
                        && REPORTING.matcher(line.text() + " " + line.heading()).find();
        return switch (channel.kind()) {
            case MAIL, PHONE -> context;
            case FORM -> SECURITY.matcher(around + " " + channel.label()).find();
            case LINK ->
                    context && FORM_LINK.matcher(channel.label() + " " + channel.target()).find();
        };
    }

    private static String around(PageText page, int index) {
        var lines = page.lines();
        var text = new StringBuilder(page.title()).append(' ').append(lines.get(index).heading());
        var from = Math.max(0, index - NEIGHBOURS);
        var to = Math.min(lines.size(), index + NEIGHBOURS + 1);
        List<Line> near = lines.subList(from, to);
        near.forEach(l -> text.append(' ').append(l.text()));
        return text.toString();
    }

    private static boolean aboutSecurity(PageText page) {
        return SECURITY.matcher(page.all()).find();
    }
}
