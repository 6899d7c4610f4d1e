package org.proofmark.controller.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.domain.verdict.PageEvidence.DisclosureText;
import org.proofmark.domain.verdict.PageEvidence.Passage;

/// Reads a vulnerability disclosure policy (SI 2023/1007 Sch.1 para 2; EN 303 645 5.2-1): where to
/// report, when a reporter hears that the report came, and when how it stands.
final class DisclosureReader {
    private static final String NUMBER =
            "(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty"
                    + "|forty[- ]eight|seventy[- ]two|twenty[- ]four|sixty|ninety)";
    private static final String UNIT =
            "(?:\\(\\s*\\w+\\s*\\)\\s*)?[- ]?(?:(?:business|working|calendar|week|full)[- ]?)?(?:hours?|hrs?|days?|weeks?|fortnights?|months?)";
    private static final Pattern TIME =
            words(
                    NUMBER
                            + "\\s?(?:(?:-|–|to)\\s?"
                            + NUMBER
                            + "\\s?)?"
                            + UNIT
                            + "|\\d+\\s?h|(?:same|next|following|first)\\s+(?:business|working|calendar)?\\s*day|immediately|instantly|straight away|at once");
    private static final Pattern RECURRING =
            words(
                    "(?:every|each|per|once an?|once every)\\s+(?:other\\s+|second\\s+)?(?:"
                            + NUMBER
                            + "\\s+)?"
                            + UNIT
                            + "|weekly|fortnightly|bi-?weekly|monthly|daily|quarterly");
    private static final Pattern VAGUE =
            words(
                    "prompt(?:ly)?|as soon as|soon|shortly|quickly|timely|regular(?:ly)?|periodic(?:ally)?|without (?:undue )?delay|reasonable time|frequent(?:ly)?|continu\\w+|from time to time");
    private static final Pattern ACKNOWLEDGE =
            words(
                    "acknowledg\\w*|confirm\\w*\\s+(?:the\\s+|to you\\s+|that\\s+we\\s+(?:have\\s+)?|your\\s+|its\\s+)*(?:receipt|receiv\\w*|report|submission)|receipt"
                            + "|(?:first|initial|human)\\s+(?:\\w+\\s+)?(?:response|reply|answer|contact)|response(?:\\s+time)?"
                            + "|respond\\w*|repl(?:y|ies|ied)|answer\\w*|get back to you|hear (?:back )?from us|contact you|(?:get|be) in touch|come back to you");
    private static final Pattern UPDATE =
            words(
                    "status|progress|keep (?:you|the reporter|reporters|them|researchers?) (?:informed|updated|up[- ]to[- ]date|posted|in the loop)"
                            + "|updates? (?:on|about|to (?:you|the reporter|reporters|researchers?))|updat(?:e|es|ing) (?:you|the reporter|reporters|researchers?)"
                            + "|inform (?:you|the reporter|reporters)|informed|report back|tell you how|news|let you know"
                            + "|(?:send|provide|give|post|issue|share|receive|get|expect|with)\\s+(?:you\\s+|the reporter\\s+|reporters\\s+|an?\\s+|regular\\s+|further\\s+|interim\\s+|periodic\\s+)*updates?");
    private static final Pattern UPDATE_ROW =
            Pattern.compile(
                    "(?i)^(?:(?:status|progress|further|regular|case)\\s+)?updates?\\b[^.]{0,30}[:|]");
    private static final Pattern NOT_A_PROMISE =
            words(
                    "(?:do not|don't|cannot|can't|will not|won't|unable to|not able to|never)\\s+(?:\\w+\\s+)?(?:acknowledg\\w*|respond|reply|answer|guarantee|promise|commit|provide|give|send|update|contact)"
                            + "|no (?:response|reply|acknowledg\\w*|guarantee|status|updates?)|(?:before|until) (?:you )?(?:disclos\\w*|publish\\w*|going public|making)|you (?:must|should|have to) (?:respond|reply|answer)");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "\\s*;\\s*|,?\\s+(?:and|then|but)\\s+(?=(?:then|we|our|you|keep|send|provide|give|will|update|inform|status|progress|share|report|to keep|receive|regular|further|whoever|the reporter|they|at|every|a\\s+status|after)\\b)|,\\s+(?:with|followed by)\\s+|\\s+\\|\\s+");

    /// A time, in whatever words, of which nobody has said what it is of.
    private static final Pattern SOME_TIME =
            words(
                    "[\\w-]+\\s+(?:(?:business|working|calendar)\\s+)?(?:hours?|days?|weeks?|fortnights?|months?)"
                            + "|overnight|by return|turnaround|weekly|daily|monthly|fortnightly|tomorrow");

    private static final Pattern PEOPLE =
            words("you|your|reporters?|researchers?|reports?|submissions?|finders?|we|us|our|team");
    private static final Pattern OTHER_TIME =
            words(
                    "warrant\\w*|guarantee\\w*|publish\\w*|disclos\\w*|embargo\\w*|releas\\w*|patch\\w*|fix\\w*"
                            + "|remed\\w*|security updates?|software updates?|firmware|support period|newsletter|opening"
                            + "|office|deliver\\w*|return\\w*|refund\\w*|days? a week|years?");
    private static final Pattern UNTIL = Pattern.compile("(?i)\\b(?:until|till)\\b.*");

    private DisclosureReader() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?i)\\b(?:" + alternatives + ")\\b");
    }

    static DisclosureText read(PageText page) {
        var elsewhere = page.fields() && namesPolicy(page);
        return new DisclosureText(
                LanguageReader.of(page),
                ContactReader.read(page),
                unlessElsewhere(elsewhere, promise(page, DisclosureReader::acknowledges)),
                unlessElsewhere(elsewhere, promise(page, DisclosureReader::updates)));
    }

    /// A security.txt may name another page as the policy: then what is not here may be there.
    private static boolean namesPolicy(PageText page) {
        return page.lines().stream().anyMatch(l -> l.text().startsWith("Policy: "));
    }

    private static Passage unlessElsewhere(boolean elsewhere, Passage passage) {
        return elsewhere && passage.quotes().isEmpty()
                ? Passage.unclear(List.of("Policy: names another page"))
                : passage;
    }

    /// What a clause promises.
    private enum Promise {
        NONE,
        VAGUE,
        TIMED
    }

    @FunctionalInterface
    private interface Reading {
        Promise of(String clause, String heading);
    }

    private static Passage promise(PageText page, Reading reading) {
        var timed = new ArrayList<Line>();
        var vague = new ArrayList<Line>();
        for (var line : page.lines()) {
            if (line.aside()) {
                continue;
            }
            for (var clause : CLAUSE.split(line.text())) {
                switch (reading.of(clause, line.heading())) {
                    case TIMED -> timed.add(line);
                    case VAGUE -> vague.add(line);
                    case NONE -> {}
                }
            }
        }
        if (!timed.isEmpty()) {
            return Passage.found(SupportReader.quotes(timed));
        }
        if (vague.isEmpty()) {
            vague.addAll(hints(page));
        }
        return vague.isEmpty() ? Passage.absent() : Passage.unclear(SupportReader.quotes(vague));
    }

    /// Sentences with a time that may be a promise in words which are not known here: a person has
    /// to read them.
    private static List<Line> hints(PageText page) {
        return page.lines().stream()
                .filter(l -> !l.aside())
                .filter(l -> Arrays.stream(CLAUSE.split(l.text())).anyMatch(c -> hint(c, l)))
                .toList();
    }

    private static boolean hint(String clause, Line line) {
        return SOME_TIME.matcher(clause).find()
                && PEOPLE.matcher(clause).find()
                && !NOT_A_PROMISE.matcher(clause).find()
                && !OTHER_TIME.matcher(UNTIL.matcher(clause).replaceAll("")).find()
                && acknowledges(clause, line.heading()) == Promise.NONE
                && updates(clause, line.heading()) == Promise.NONE;
    }

    private static Promise acknowledges(String clause, String heading) {
        if (NOT_A_PROMISE.matcher(clause).find()) {
            return Promise.NONE;
        }
        var time = TIME.matcher(clause).find() && !RECURRING.matcher(clause).find();
        var topic = ACKNOWLEDGE.matcher(clause).find();
        if (!topic && time && !UPDATE.matcher(clause).find()) {
            topic =
                    ACKNOWLEDGE.matcher(heading).find()
                            && !UPDATE.matcher(heading).find()
                            && clause.length() < 80;
        }
        return topic ? graded(time, clause) : Promise.NONE;
    }

    private static Promise updates(String clause, String heading) {
        if (NOT_A_PROMISE.matcher(clause).find()) {
            return Promise.NONE;
        }
        var time = TIME.matcher(clause).find() || RECURRING.matcher(clause).find();
        var topic = UPDATE.matcher(clause).find() || UPDATE_ROW.matcher(clause).find();
        if (!topic && time) {
            topic =
                    (UPDATE.matcher(heading).find() || UPDATE_ROW.matcher(heading + ":").find())
                            && !ACKNOWLEDGE.matcher(heading).find()
                            && !ACKNOWLEDGE.matcher(clause).find()
                            && clause.length() < 80;
        }
        return topic ? graded(time, clause) : Promise.NONE;
    }

    private static Promise graded(boolean time, String clause) {
        if (time) {
            return Promise.TIMED;
        }
        return VAGUE.matcher(clause).find() ? Promise.VAGUE : Promise.NONE;
    }
}
