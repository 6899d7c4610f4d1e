package org.proofmark.controller.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proofmark.controller.desk.DateReader.Found;
import org.proofmark.controller.desk.DateReader.Reading;
import org.proofmark.domain.verdict.PageEvidence.EndDate;
import org.proofmark.domain.verdict.PageEvidence.Passage;
import org.proofmark.domain.verdict.PageEvidence.SupportText;

/// Reads the end date of the security updates out of a page (SI 2023/1007 Sch.1 para 3). A date
/// counts where the sentence, or the heading above it, speaks of updates or support and the words
/// before the date say that something ends with it. What is hedged, denied or open to two readings
/// stays unclear.
record SupportReader(ModelMention model) {
    private static final int MAXIMUM_QUOTES = 5;
    private static final Pattern TOPIC =
            words(
                    "(?:security|software|firmware|automatic|ota)\\s+(?:and\\s+\\w+\\s+)?"
                            + "(?:update|upgrade|patch|fix|support|maintenance)\\w*|updates?|updated|patch(?:es)?"
                            + "|support(?:ed)?\\s+(?:period|until|till|through|ends?|end date|life\\w*|to)"
                            + "|end[- ]of[- ](?:life|(?:\\w+[- ])?support|service|security|(?:\\w+[- ])?updates?|maintenance)|eol|eos|eosl"
                            + "|(?:is|are|be|remain\\w*)\\s+supported|supported\\s+for"
                            + "|(?:defined|minimum)\\s+(?:security\\s+)?(?:support|update)");
    private static final Pattern STRONG_TOPIC =
            words("security|update\\w*|patch\\w*|firmware|software");
    private static final Pattern OTHER_SUBJECT =
            words(
                    "warranty|warranties|guarantee|certificates?|offer|promotion|sale|privacy|cookies?"
                            + "|copyright|customer (?:service|support|care)|technical support|helpline"
                            + "|telephone support|phone support|subscription|trial");
    private static final Pattern DURATION =
            words(
                    "(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|many|some)[- ]?(?:\\(\\w+\\)\\s*)?[- ]?(?:years?|months?)"
                            + "|life ?time|life ?span|life[- ]?cycle|life of|for life|as long as|indefinite\\w*|for ?ever"
                            + "|support period|until further notice|end[- ]of[- ](?:life|support)");
    private static final Pattern YEAR_ALONE =
            words(
                    "(?:until|till|through|to|ends? in|ending in|by|in)\\s+(?:at least\\s+|the year\\s+)?(?:the\\s+)?(?:Q[1-4]\\s+|(?:early|mid|late|spring|summer|autumn|winter)[- ]?(?:of\\s+)?)?(?<y>2[01]\\d\\d)");

    private static final Pattern SOME_END =
            Pattern.compile(
                    "(?i)\\b(?:until|till|through|up to|ends?|ending|expir\\w+|not before|no earlier than|last day)\\b[^.;]{0,40}\\b2[01]\\d\\d\\b");
    private static final Pattern CARE =
            words(
                    "protect\\w*|secured?|safe|look(?:ed|ing)? after|maintain\\w*|maintenance|care|cover(?:ed|s)?|serviced?|kept? current|up[- ]to[- ]date");

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?i)\\b(?:" + alternatives + ")\\b");
    }

    /// A date that may be the end.
    private record Candidate(Line line, List<Reading> readings, boolean firm, boolean security) {
        boolean namesOnlyOthers(ModelMention model) {
            return ofOthers(line, model);
        }

        boolean names(ModelMention model) {
            return model.in(line.text()) || model.in(line.row()) || model.in(line.heading());
        }
    }

    /// True where the line, its row or the heading above it names another model and not this one.
    private static boolean ofOthers(Line line, ModelMention model) {
        if (!line.row().isEmpty()) {
            return !model.model().isBlank() && !model.in(line.row());
        }
        return model.onlyOthersIn(line.text())
                || (!model.in(line.text()) && model.onlyOthersIn(line.heading()));
    }

    SupportText read(PageText page) {
        var all = new ArrayList<Candidate>();
        page.lines().stream().filter(l -> !l.aside()).forEach(l -> candidates(l, all));
        var ours = all.stream().filter(c -> !c.namesOnlyOthers(model)).toList();
        var firm = narrowed(ours.stream().filter(Candidate::firm).toList());
        var language = LanguageReader.of(page);
        var nameless = firm.stream().noneMatch(c -> c.names(model));
        if (!firm.isEmpty() && nameless && namesOthers(page)) {
            // whose date it is, is for a person to say
            return new SupportText(language, List.of(), Passage.unclear(quotes(lines(all))));
        }
        if (!firm.isEmpty()) {
            return new SupportText(language, dates(firm), Passage.found(quotes(lines(firm))));
        }
        if (!all.isEmpty()) {
            return new SupportText(language, List.of(), Passage.unclear(quotes(lines(all))));
        }
        return new SupportText(language, List.of(), period(page));
    }

    /// True where what the page says of support speaks of other models as well.
    private boolean namesOthers(PageText page) {
        return page.lines().stream()
                .filter(l -> !l.aside())
                .filter(l ->
                        TOPIC.matcher(l.text()).find()
                                || TOPIC.matcher(l.heading()).find()
                                || !DateReader.read(l.text()).isEmpty())
                .anyMatch(l -> ofOthers(l, model));
    }

    /// Those that name this model, where any does; those that speak of security, where any does.
    private List<Candidate> narrowed(List<Candidate> candidates) {
        return prefer(prefer(candidates, c -> c.names(model)), Candidate::security);
    }

    private static List<Candidate> prefer(List<Candidate> all, Predicate<Candidate> better) {
        var preferred = all.stream().filter(better).toList();
        return preferred.isEmpty() ? all : preferred;
    }

    private static void candidates(Line line, List<Candidate> candidates) {
        var text = line.text();
        var own = TOPIC.matcher(text).find();
        var inherited = TOPIC.matcher(line.heading()).find();
        if ((!own && !inherited) || otherSubject(line, own)) {
            return;
        }
        var dates = DateReader.read(text);
        for (var i = 0; i < dates.size(); i++) {
            var from = i == 0 ? 0 : dates.get(i - 1).end();
            var to = i + 1 < dates.size() ? dates.get(i + 1).start() : text.length();
            candidate(line, from, dates.get(i), to, candidates);
        }
    }

    private static boolean otherSubject(Line line, boolean own) {
        return OTHER_SUBJECT.matcher(line.text()).find()
                && (!own || !STRONG_TOPIC.matcher(line.text()).find());
    }

    private static void candidate(
            Line line, int from, Found date, int to, List<Candidate> candidates) {
        var before = line.text().substring(from, date.start());
        var after = line.text().substring(date.end(), to);
        switch (DateRole.of(line, before, after, from > 0)) {
            case END -> {
                var sure = !Hedge.in(before) && !Hedge.in(after.split(";", 2)[0]);
                candidates.add(new Candidate(line, date.readings(), sure, security(line, before)));
            }
            case UNKNOWN -> candidates.add(new Candidate(line, date.readings(), false, false));
            case OTHER -> {}
        }
    }

    private static boolean security(Line line, String before) {
        return words("security").matcher(before).find()
                || (words("security").matcher(line.heading()).find()
                        && !words("feature|functional|operating system").matcher(before).find());
    }

    private static List<EndDate> dates(List<Candidate> candidates) {
        return candidates.stream()
                .flatMap(c ->
                        c.readings().stream()
                                .map(r -> new EndDate(r.date(), r.dayNamed(), quote(c.line()))))
                .distinct()
                .toList();
    }

    /// What the page says of how long, when it names no end.
    private static Passage period(PageText page) {
        var unclear = new ArrayList<Line>();
        var found = new ArrayList<Line>();
        for (var line : page.lines()) {
            var own = TOPIC.matcher(line.text()).find();
            var topic = own || TOPIC.matcher(line.heading()).find();
            if (line.aside() || !topic || otherSubject(line, own)) {
                continue;
            }
            if (YEAR_ALONE.matcher(line.text()).find()) {
                unclear.add(line);
            } else if (DURATION.matcher(line.text()).find()) {
                (DateReader.read(line.text()).isEmpty() ? found : unclear).add(line);
            }
        }
        if (unclear.isEmpty() && found.isEmpty()) {
            page.lines().stream().filter(SupportReader::hint).forEach(unclear::add);
        }
        if (!unclear.isEmpty()) {
            return Passage.unclear(quotes(unclear));
        }
        return found.isEmpty() ? Passage.absent() : Passage.found(quotes(found));
    }

    /// An end, or a promise to care, in words that are not known here: a person has to read it.
    private static boolean hint(Line line) {
        var other =
                OTHER_SUBJECT.matcher(line.text()).find()
                        || OTHER_SUBJECT.matcher(line.heading()).find();
        return !line.aside()
                && !other
                && (SOME_END.matcher(line.text()).find()
                        || (CARE.matcher(line.text()).find()
                                && DURATION.matcher(line.text()).find()));
    }

    private static List<Line> lines(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::line).toList();
    }

    static List<String> quotes(List<Line> lines) {
        return lines.stream()
                .map(SupportReader::quote)
                .distinct()
                .limit(MAXIMUM_QUOTES)
                .collect(Collectors.toList());
    }

    /// A line that says little by itself is quoted with its heading.
    static String quote(Line line) {
        var shown = line.text().length() > 400 ? line.text().substring(0, 400) + "…" : line.text();
        return line.text().length() < 40
                        && !line.heading().isEmpty()
                        && !line.heading().equals(line.text())
                ? line.heading() + ": " + shown
                : shown;
    }
}
