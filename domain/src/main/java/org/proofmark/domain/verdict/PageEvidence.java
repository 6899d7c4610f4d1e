package org.proofmark.domain.verdict;

import java.time.LocalDate;
import java.util.List;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.profile.Published.DeclaredBy;

/// What came of looking for one published page.
///
/// @param declaredBy who gave the address
/// @param answer what was found
/// @param evidence transcript and body as fetched; empty where nothing was fetched
/// @param findings what is worth telling and fails nothing
public record PageEvidence(
        Topic topic,
        DeclaredBy declaredBy,
        PageAnswer answer,
        List<EvidenceRef> evidence,
        List<Reason> findings) {
    public PageEvidence {
        evidence = List.copyOf(evidence);
        findings = List.copyOf(findings);
    }

    /// Which page.
    public enum Topic {
        /// `published.disclosure`
        DISCLOSURE,
        /// `published.support`
        SUPPORT
    }

    /// What was found.
    public sealed interface PageAnswer {
        /// The profile has no such key.
        record NotDeclared() implements PageAnswer {}

        /// The maker says that there is none.
        record NoneDeclared() implements PageAnswer {}

        /// 404 or 410 on every one of the fetches.
        record Gone(String url, int status, int fetches) implements PageAnswer {}

        /// The page cannot be read without logging in or registering.
        ///
        /// @param sign what showed it, for people
        record BehindLogin(String url, String sign) implements PageAnswer {}

        /// Nobody can tell what the page says: 403, 429, 5xx, TLS, network, too large, no text.
        record NotFetched(String url, String cause) implements PageAnswer {}

        /// It was read as a disclosure policy.
        record DisclosureRead(String url, DisclosureText text) implements PageAnswer {}

        /// It was read as a statement of the support period.
        record SupportRead(String url, SupportText text) implements PageAnswer {}
    }

    /// What a text holds of what is looked for.
    public enum Presence {
        FOUND,
        ABSENT,
        /// Could be read either way.
        UNCLEAR
    }

    /// The language of a text.
    public enum Language {
        ENGLISH,
        OTHER,
        UNCLEAR
    }

    /// Whether something is there, and the sentences that carry it.
    public record Passage(Presence presence, List<String> quotes) {
        public Passage {
            quotes = List.copyOf(quotes);
        }

        /// There, by these words.
        public static Passage found(List<String> quotes) {
            return new Passage(Presence.FOUND, quotes);
        }

        /// Not there.
        public static Passage absent() {
            return new Passage(Presence.ABSENT, List.of());
        }

        /// Perhaps, by these words.
        public static Passage unclear(List<String> quotes) {
            return new Passage(Presence.UNCLEAR, quotes);
        }
    }

    /// What a disclosure policy says.
    ///
    /// @param contact where to report a security issue
    /// @param acknowledgement when a reporter hears that the report came
    /// @param updates when a reporter hears how it stands, until it is resolved
    public record DisclosureText(
            Language language, Passage contact, Passage acknowledgement, Passage updates) {}

    /// What a page says of the support period.
    ///
    /// @param dates the end dates that may be meant for this model; one, where the page is clear
    /// @param period whether a period is spoken of at all, and by which words: ABSENT = none
    public record SupportText(Language language, List<EndDate> dates, Passage period) {
        public SupportText {
            dates = List.copyOf(dates);
        }
    }

    /// An end date as written.
    ///
    /// @param date the day; the last of the month where only a month is named
    /// @param dayNamed false where only month and year are named
    /// @param sentence the words that carry it
    public record EndDate(LocalDate date, boolean dayNamed, String sentence) {}
}
