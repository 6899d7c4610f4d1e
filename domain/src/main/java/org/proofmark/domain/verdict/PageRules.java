package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.scheme.Breaches;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.PageEvidence.DisclosureText;
import org.proofmark.domain.verdict.PageEvidence.EndDate;
import org.proofmark.domain.verdict.PageEvidence.Language;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Passage;
import org.proofmark.domain.verdict.PageEvidence.Presence;
import org.proofmark.domain.verdict.PageEvidence.SupportText;
import org.proofmark.domain.verdict.PageEvidence.Topic;

/// What is published: `reporting` (PSTI Sch.1 para 2; EN 303 645 5.2-1) and `support-period` (para
/// 3; 5.3-13).
final class PageRules {
    /// What a page led to.
    record Ruling(Outcome outcome, List<Reason> reasons) {
        private static Ruling fail(String code, String text) {
            return new Ruling(Outcome.FAIL, List.of(new Reason(code, text)));
        }

        private static Ruling open(String code, String text) {
            return new Ruling(Outcome.INCONCLUSIVE, List.of(new Reason(code, text)));
        }
    }

    private PageRules() {}

    /// Only what breaks this requirement fails it. A page that breaks another one by not being open
    /// to all, or not in English, was not read: it leaves this requirement open.
    static Ruling rule(Requirement requirement, Topic topic, List<PageEvidence> pages) {
        var ruling = rule(topic, pages);
        if (ruling.outcome() != Outcome.FAIL) {
            return ruling;
        }
        var breaking =
                ruling.reasons().stream()
                        .filter(r ->
                                Breaches.of(r.code())
                                        .filter(broken -> broken.contains(requirement))
                                        .isPresent())
                        .toList();
        return breaking.isEmpty()
                ? notRead(requirement, ruling.reasons().getFirst())
                : new Ruling(Outcome.FAIL, breaking);
    }

    private static Ruling notRead(Requirement requirement, Reason cause) {
        return Ruling.open(
                cause.code().equals("not-in-english") ? cause.code() : "not-fetched",
                cause.text()
                        + " That alone does not break "
                        + requirement.name()
                        + ", but what the page says could not be read.");
    }

    private static Ruling rule(Topic topic, List<PageEvidence> pages) {
        var about = pages.stream().filter(p -> p.topic() == topic).toList();
        return switch (about.size()) {
            case 0 ->
                    Ruling.open(
                            "page-not-looked-for",
                            "Nobody has looked for the " + name(topic) + " yet.");
            case 1 -> rule(topic, about.getFirst());
            default ->
                    Ruling.open(
                            "ambiguous-page",
                            "More than one page was read as the " + name(topic) + ".");
        };
    }

    private static Ruling rule(Topic topic, PageEvidence page) {
        var maker = page.declaredBy() == DeclaredBy.MAKER;
        return switch (page.answer()) {
            case PageAnswer.NotDeclared _ ->
                    Ruling.open(
                            "not-declared",
                            "The profile names no address of a " + name(topic) + ".");
            case PageAnswer.NoneDeclared _ ->
                    Ruling.fail(
                            "not-published",
                            "The maker says that there is no " + name(topic) + ". Publish one.");
            case PageAnswer.Gone gone ->
                    byDeclarer(
                            maker,
                            "page-gone",
                            "The "
                                    + name(topic)
                                    + " is not at the address given, "
                                    + gone.url()
                                    + ": status "
                                    + gone.status()
                                    + " on each of "
                                    + gone.fetches()
                                    + " fetches.");
            case PageAnswer.BehindLogin login ->
                    byDeclarer(
                            maker,
                            "behind-login",
                            "The "
                                    + name(topic)
                                    + " at "
                                    + login.url()
                                    + " is not open to all: "
                                    + Words.sentence(login.sign()));
            case PageAnswer.NotFetched failed ->
                    Ruling.open(
                            "not-fetched",
                            "The "
                                    + name(topic)
                                    + " at "
                                    + failed.url()
                                    + " could not be read: "
                                    + Words.sentence(failed.cause()));
            case PageAnswer.DisclosureRead read -> disclosure(read.url(), read.text(), maker);
            case PageAnswer.SupportRead read -> support(read.url(), read.text(), maker);
        };
    }

    private static Ruling byDeclarer(boolean maker, String code, String text) {
        return maker
                ? Ruling.fail(code, text + " The maker gave this address.")
                : Ruling.open(
                        "not-fetched",
                        text + " The lab looked this address up, so it may be the wrong one.");
    }

    private static Ruling disclosure(String url, DisclosureText text, boolean maker) {
        if (text.language() == Language.OTHER) {
            return notEnglish(url, maker);
        }
        if (text.language() == Language.UNCLEAR) {
            return ambiguous(
                    url, Stream.of(text.contact(), text.acknowledgement(), text.updates()));
        }
        var reasons = new ArrayList<Reason>();
        if (text.contact().presence() == Presence.ABSENT) {
            reasons.add(
                    new Reason(
                            "no-contact-published",
                            "The page "
                                    + url
                                    + " names no point of contact for reporting a security"
                                    + " problem."));
        }
        var missing = missingTimes(text);
        if (!missing.isEmpty()) {
            reasons.add(
                    new Reason(
                            "no-response-times-published",
                            "The page "
                                    + url
                                    + " does not say "
                                    + String.join(", nor ", missing)
                                    + "."));
        }
        if (!reasons.isEmpty()) {
            return new Ruling(Outcome.FAIL, reasons);
        }
        var passages = List.of(text.contact(), text.acknowledgement(), text.updates());
        if (passages.stream().anyMatch(p -> p.presence() == Presence.UNCLEAR)) {
            return ambiguous(url, passages.stream());
        }
        return new Ruling(
                Outcome.PASS,
                List.of(
                        new Reason(
                                "disclosure-policy-published",
                                "The page "
                                        + url
                                        + " says where to report: "
                                        + quotes(Stream.of(text.contact()))
                                        + "; when a reporter gets an acknowledgement: "
                                        + quotes(Stream.of(text.acknowledgement()))
                                        + "; and when news until it is resolved: "
                                        + quotes(Stream.of(text.updates()))
                                        + ".")));
    }

    private static List<String> missingTimes(DisclosureText text) {
        var missing = new ArrayList<String>();
        if (text.acknowledgement().presence() == Presence.ABSENT) {
            missing.add("when a reporter gets an acknowledgement");
        }
        if (text.updates().presence() == Presence.ABSENT) {
            missing.add("when a reporter gets news until the problem is resolved");
        }
        return missing;
    }

    private static Ruling support(String url, SupportText text, boolean maker) {
        if (text.language() == Language.OTHER) {
            return notEnglish(url, maker);
        }
        var days = text.dates().stream().map(EndDate::date).distinct().toList();
        if (text.language() == Language.UNCLEAR || days.size() > 1) {
            var sentences = text.dates().stream().map(EndDate::sentence).toList();
            return ambiguous(url, Stream.of(Passage.unclear(sentences), text.period()));
        }
        if (days.size() == 1) {
            var date = text.dates().getFirst();
            return new Ruling(
                    Outcome.PASS,
                    List.of(
                            new Reason(
                                    "support-period-published",
                                    "The page "
                                            + url
                                            + " gives an end date of the security updates, "
                                            + (date.dayNamed()
                                                    ? date.date().toString()
                                                    : date.date().toString().substring(0, 7))
                                            + ": \""
                                            + date.sentence()
                                            + "\".")));
        }
        return switch (text.period().presence()) {
            case ABSENT ->
                    Ruling.fail(
                            "support-period-not-published",
                            "The page "
                                    + url
                                    + " does not say for how long security updates will come.");
            case FOUND ->
                    Ruling.fail(
                            "support-period-without-end-date",
                            "The page "
                                    + url
                                    + " speaks of the support period and gives no end date: "
                                    + quotes(Stream.of(text.period()))
                                    + ". Name the day, or month and year, until which security"
                                    + " updates are sure to come.");
            case UNCLEAR -> ambiguous(url, Stream.of(text.period()));
        };
    }

    private static Ruling notEnglish(String url, boolean maker) {
        var text = "The page " + url + " is not in English.";
        return maker
                ? Ruling.fail("not-in-english", text)
                : Ruling.open(
                        "not-in-english",
                        text + " The lab looked this address up; there may be an English page.");
    }

    private static Ruling ambiguous(String url, Stream<Passage> passages) {
        var quotes = quotes(passages);
        return Ruling.open(
                "ambiguous-page",
                "The page "
                        + url
                        + " can be read in more than one way"
                        + (quotes.isEmpty() ? "" : ": " + quotes)
                        + ". A person has to read it.");
    }

    private static String quotes(Stream<Passage> passages) {
        return passages.flatMap(p -> p.quotes().stream())
                .distinct()
                .map(q -> "\"" + q + "\"")
                .collect(Collectors.joining(" and "));
    }

    private static String name(Topic topic) {
        return switch (topic) {
            case DISCLOSURE -> "vulnerability disclosure policy";
            case SUPPORT -> "page with the support period";
        };
    }
}
