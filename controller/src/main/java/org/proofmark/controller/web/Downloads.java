package org.proofmark.controller.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.run.Campaigns;
import org.proofmark.controller.run.Reports;
import org.proofmark.controller.run.Reports.Bundle;
import org.proofmark.controller.run.Reports.BundleFile;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.web.view.EvidenceRow;
import org.proofmark.controller.web.view.Link;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;

/// Reports and evidence of campaigns that have ended. Never a secret's value, and no capture that
/// may hold one: those stay sealed, and `proofmark report` gives them to whom may have them.
final class Downloads {
    /// Reports that are kept, the latest asked for: each is judged and written once.
    private static final int MAX_KEPT = 4;

    /// A report is self-contained: its style is its own, and no script runs in it.
    private static final String REPORT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final String version;
    private final Campaigns campaigns;
    private final Reports reports;
    private final BlobStore blobs;
    private final Map<CampaignId, Bundle> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<CampaignId, Bundle> eldest) {
                    return size() > MAX_KEPT;
                }
            };

    Downloads(String version, Campaigns campaigns, Reports reports, BlobStore blobs) {
        this.version = version;
        this.campaigns = campaigns;
        this.reports = reports;
        this.blobs = blobs;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "/campaigns/{campaign}/report.html",
                        r ->
                                Answer.of("text/html; charset=utf-8", bundle(r).report().html())
                                        .with("Content-Security-Policy", REPORT_POLICY)),
                new Route(
                        "/campaigns/{campaign}/report.json",
                        r -> Answer.of("application/json", bundle(r).report().json())),
                new Route(
                        "/campaigns/{campaign}/junit.xml",
                        r ->
                                Answer.of("application/xml", bundle(r).report().junitXml())
                                        .with("Content-Disposition", "attachment")),
                new Route("/campaigns/{campaign}/evidence/", this::list),
                new Route("/campaigns/{campaign}/evidence/<file>", this::file));
    }

    private synchronized Bundle bundle(Request request) {
        var id = Pages.campaignId(request);
        var there = kept.get(id);
        if (there != null) {
            return there;
        }
        var state = campaigns.view(id).campaign().state();
        if (state != CampaignState.ENDED) {
            throw new RefusedException(
                    Kind.NOT_NOW,
                    "campaign-not-ended",
                    state == CampaignState.CANCELLED
                            ? "Campaign " + id + " was cancelled: there is no report."
                            : "Campaign "
                                    + id
                                    + " has not ended: its page shows the verdicts so far.");
        }
        var bundle = reports.write(List.of(id), Optional.empty());
        kept.put(id, bundle);
        return bundle;
    }

    private Answer list(Request request) {
        var id = Pages.campaignId(request);
        var rows = bundle(request).files().stream().map(f -> row(id, f)).toList();
        return Answer.html(Templates.evidence(version, Words.link(id), rows));
    }

    private static EvidenceRow row(CampaignId id, BundleFile file) {
        var path = file.file().path();
        var digest = file.file().digest().hex();
        return new EvidenceRow(
                file.plain()
                        ? new Link(path, "/campaigns/" + id.value() + "/evidence/" + digest)
                        : Link.none(path),
                Long.toString(file.file().sizeBytes()),
                digest,
                file.plain() ? "" : "sealed: may hold secrets");
    }

    /// By digest, or by its path in the report's folder.
    private Answer file(Request request) throws IOException {
        var wanted = request.part("file");
        var file =
                bundle(request).files().stream()
                        .filter(f ->
                                f.file().digest().hex().equals(wanted)
                                        || f.file().path().equals("evidence/" + wanted))
                        .findFirst()
                        .orElseThrow(() ->
                                new RefusedException(
                                        Kind.NOT_FOUND,
                                        "no-such-evidence",
                                        "This campaign has no such evidence."));
        if (!file.plain()) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "evidence-sealed",
                    "This capture may hold secrets of a device and stays sealed: `proofmark report"
                            + " --with-secrets` gives it to whom may have it.");
        }
        return answer(file);
    }

    /// What a device or a web site said is never shown as a page of ours.
    private Answer answer(BundleFile file) throws IOException {
        Digest digest = file.file().digest();
        var type = file.file().mediaType();
        var text = type.startsWith("text/plain") || type.contains("json");
        return Answer.of(
                        text ? "text/plain; charset=utf-8" : "application/octet-stream",
                        blobs.bytes(digest))
                .with("Content-Security-Policy", "default-src 'none'; sandbox")
                .with(
                        "Content-Disposition",
                        text ? "inline" : "attachment; filename=\"" + digest.hex() + ".bin\"");
    }
}
