package org.proofmark.controller.desk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.profile.Published;
import org.proofmark.domain.profile.Published.Page;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Presence;
import org.proofmark.domain.verdict.PageEvidence.Topic;
import org.proofmark.domain.verdict.Reason;

/// Looks for a maker's published pages. Each is fetched without cookies, kept whole as evidence
/// with a transcript, and read. Nothing here decides: what could not be fetched is an answer, too.
///
/// Thread-safe where the sink is; one look takes at most a few minutes (each of up to three fetches
/// a page: six requests of 30 s).
public final class DeskRun {
    /// 404 and 410 count only when each of so many fetches gives one.
    public static final int FETCHES = 3;

    /// Between two of them.
    public static final Duration BETWEEN = Duration.ofSeconds(5);

    /// Where pages come from, for a set of roots to trust.
    @FunctionalInterface
    interface Sources {
        PageSource trusting(byte[] pem);
    }

    private final Sources sources;
    private final EvidenceSink sink;
    private final Spacing spacing;

    DeskRun(Sources sources, EvidenceSink sink, Spacing spacing) {
        this.sources = sources;
        this.sink = sink;
        this.spacing = spacing;
    }

    /// A desk run on the network.
    public static DeskRun onNetwork(EvidenceSink sink, Spacing spacing, InstantSource clock) {
        return new DeskRun(pem -> new HttpPages(pem, clock), sink, spacing);
    }

    /// Looks for both pages and gives an entry for each.
    ///
    /// @param trust PEM of roots to trust beside the public ones; empty for none. What is no PEM
    ///   makes the pages not fetched, with that as the cause
    /// @param model the model's designation, to tell its dates from those of others; may be empty
    public List<PageEvidence> look(Published published, byte[] trust, String model)
            throws InterruptedException {
        var source = source(trust);
        try {
            var pages = new ArrayList<PageEvidence>();
            pages.add(look(Topic.DISCLOSURE, published.disclosure(), published, source, model));
            pages.add(look(Topic.SUPPORT, published.support(), published, source, model));
            return pages;
        } finally {
            if (source instanceof HttpPages network) {
                network.close();
            }
        }
    }

    private PageSource source(byte[] trust) {
        try {
            return sources.trusting(trust);
        } catch (IllegalArgumentException e) {
            var cause = String.valueOf(e.getMessage());
            return url -> new Fetched.Failed(cause, "! " + cause + "\n");
        }
    }

    private PageEvidence look(
            Topic topic, Page page, Published published, PageSource source, String model)
            throws InterruptedException {
        return switch (page) {
            case Page.NotDeclared _ -> bare(topic, published, new PageAnswer.NotDeclared());
            case Page.None _ -> bare(topic, published, new PageAnswer.NoneDeclared());
            case Page.At(var url) -> fetch(topic, url, published, source, model);
        };
    }

    private static PageEvidence bare(Topic topic, Published published, PageAnswer answer) {
        return new PageEvidence(topic, published.declaredBy(), answer, List.of(), List.of());
    }

    private PageEvidence fetch(
            Topic topic, String url, Published published, PageSource source, String model)
            throws InterruptedException {
        var transcript = new StringBuilder();
        var gone = 0;
        var fetched = source.fetch(url);
        transcript.append(fetched.transcript());
        while (isGone(fetched) && ++gone < FETCHES) {
            spacing.pause(BETWEEN);
            fetched = source.fetch(url);
            transcript.append(fetched.transcript());
        }
        var name = topic.name().toLowerCase(Locale.ROOT);
        var evidence = new ArrayList<EvidenceRef>();
        evidence.add(
                sink.store(
                        name + ".transcript.txt",
                        "text/plain",
                        transcript.toString().getBytes(StandardCharsets.UTF_8)));
        if (fetched instanceof Fetched.Answered answered) {
            evidence.add(sink.store(name + ".body", mediaType(answered), answered.body()));
        }
        var answer = answer(topic, url, fetched, model);
        return new PageEvidence(
                topic, published.declaredBy(), answer, evidence, findings(url, fetched, answer));
    }

    private static boolean isGone(Fetched fetched) {
        return fetched instanceof Fetched.Answered a && (a.status() == 404 || a.status() == 410);
    }

    private static String mediaType(Fetched.Answered answered) {
        var type = answered.contentType().split(";")[0].strip();
        return type.isEmpty() ? "application/octet-stream" : type;
    }

    private static PageAnswer answer(Topic topic, String url, Fetched fetched, String model) {
        return switch (fetched) {
            case Fetched.Failed failed -> new PageAnswer.NotFetched(url, failed.cause());
            case Fetched.Answered answered ->
                    switch (answered.status()) {
                        case 200 -> read(topic, url, answered, model);
                        case 404, 410 -> new PageAnswer.Gone(url, answered.status(), FETCHES);
                        case 401 ->
                                new PageAnswer.BehindLogin(
                                        url, "it answers with status 401 and asks for a login");
                        default ->
                                new PageAnswer.NotFetched(
                                        url, "it answered with status " + answered.status());
                    };
        };
    }

    private static PageAnswer read(
            Topic topic, String url, Fetched.Answered answered, String model) {
        var page = PageText.read(answered.body(), answered.contentType());
        if (page.isEmpty()) {
            return new PageAnswer.NotFetched(
                    url, "it is of a type that is not read here: " + answered.contentType());
        }
        return switch (topic) {
            case DISCLOSURE -> disclosure(url, page.get());
            case SUPPORT -> support(url, page.get(), model);
        };
    }

    private static PageAnswer disclosure(String url, PageText page) {
        var text = DisclosureReader.read(page);
        var nothing =
                text.contact().presence() != Presence.FOUND
                        && text.acknowledgement().presence() != Presence.FOUND
                        && text.updates().presence() != Presence.FOUND;
        return nothing
                ? barrier(url, page, new PageAnswer.DisclosureRead(url, text))
                : new PageAnswer.DisclosureRead(url, text);
    }

    private static PageAnswer support(String url, PageText page, String model) {
        var text = new SupportReader(new ModelMention(model)).read(page);
        var nothing = text.dates().isEmpty() && text.period().presence() == Presence.ABSENT;
        return nothing
                ? barrier(url, page, new PageAnswer.SupportRead(url, text))
                : new PageAnswer.SupportRead(url, text);
    }

    private static PageAnswer barrier(String url, PageText page, PageAnswer read) {
        return Barrier.of(page)
                .map(b ->
                        switch (b) {
                            case Barrier.Login login ->
                                    (PageAnswer) new PageAnswer.BehindLogin(url, login.sign());
                            case Barrier.Unreadable unreadable ->
                                    new PageAnswer.NotFetched(url, unreadable.cause());
                        })
                .orElse(read);
    }

    private static List<Reason> findings(String url, Fetched fetched, PageAnswer answer) {
        var plain =
                url.startsWith("http:")
                        || (fetched instanceof Fetched.Answered a
                                && "http".equals(a.address().getScheme()));
        var read =
                answer instanceof PageAnswer.DisclosureRead
                        || answer instanceof PageAnswer.SupportRead;
        return plain && read
                ? List.of(
                        new Reason(
                                "published-without-tls",
                                "The page "
                                        + url
                                        + " comes over plain HTTP: anybody on the way"
                                        + " can change what it says. Publish it over HTTPS."))
                : List.of();
    }
}
