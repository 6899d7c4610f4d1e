package org.proofmark.controller.run;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.report.ReportContent.PlainSecret;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.SecretAccess;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way on which plain values of secrets leave the store: for whom has the right, with a
/// reason, and on record before the first value is opened. Thread-safe.
public final class PlainSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(PlainSecrets.class);

    private final Store store;
    private final Secrets secrets;
    private final InstantSource clock;

    public PlainSecrets(Store store, Secrets secrets, InstantSource clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// Who asks, and why.
    ///
    /// @param caller subject of the client certificate
    /// @param certificate its digest
    public record Asking(String caller, Digest certificate, String reason) {}

    /// The credentials that were found on a unit.
    ///
    /// @param credential the profile's name of it, or empty for all
    /// @throws RefusedException where there is no such campaign, unit or value; nothing is put on
    ///   record then
    public List<PlainSecret> show(
            CampaignId campaign, String unit, String credential, Asking asking) {
        require(campaign);
        var runs =
                store.campaigns().runs(campaign).stream()
                        .filter(r -> r.unit().value().equals(unit))
                        .toList();
        if (runs.isEmpty()) {
            throw notFound("no-such-unit", "Campaign " + campaign + " has no unit " + unit + ".");
        }
        var found = runs.stream().flatMap(r -> sealed(r).stream()).toList();
        var wanted =
                found.stream()
                        .filter(s ->
                                credential.isEmpty() || s.taken.credential().equals(credential))
                        .toList();
        if (wanted.isEmpty()) {
            throw notFound(
                    "no-such-secret",
                    "No value of "
                            + (credential.isEmpty() ? "any credential" : credential)
                            + " was found on unit "
                            + unit
                            + "; found were: "
                            + found.stream().map(s -> s.taken.credential()).distinct().toList()
                            + ".");
        }
        note(campaign, unit, credential, asking);
        return wanted.stream().map(this::open).distinct().toList();
    }

    /// Those of all units of a campaign, for a report.
    ///
    /// @throws RefusedException where there is no such campaign
    public List<PlainSecret> all(CampaignId campaign, Asking asking) {
        require(campaign);
        note(campaign, "", "", asking);
        return store.campaigns().runs(campaign).stream()
                .flatMap(r -> sealed(r).stream())
                .map(this::open)
                .distinct()
                .toList();
    }

    /// Every time that values were sent, the first one first.
    public List<SecretAccess> accesses() {
        return store.audit().accesses();
    }

    private void require(CampaignId campaign) {
        if (store.campaigns().campaign(campaign).isEmpty()) {
            throw notFound("no-such-campaign", "There is no campaign " + campaign + ".");
        }
    }

    private static RefusedException notFound(String reason, String text) {
        return new RefusedException(Kind.NOT_FOUND, reason, text);
    }

    private void note(CampaignId campaign, String unit, String credential, Asking asking) {
        store.audit()
                .addAccess(
                        new SecretAccess(
                                clock.instant(),
                                asking.caller(),
                                asking.certificate(),
                                campaign,
                                unit,
                                credential,
                                asking.reason()));
        LOG.warn(
                "secrets of campaign {}, {}, are sent in plain to {}: {}",
                campaign,
                unit.isEmpty() ? "all units" : "unit " + unit,
                asking.caller(),
                asking.reason());
    }

    /// A value that was found, still sealed.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(RunRow run, CredentialTaken taken, byte[] box) {}

    private List<Sealed> sealed(RunRow run) {
        var boxes = new LinkedHashMap<String, byte[]>();
        run.attempts()
                .forEach(a ->
                        store.records()
                                .secrets(a.id())
                                .forEach(s -> boxes.put(a.id() + "/" + s.id(), s.sealed())));
        var found = new ArrayList<Sealed>();
        for (var stored : store.records().records(run.id())) {
            if (stored.record().what() instanceof What.Observed(var observation)
                    && observation instanceof CredentialTaken taken) {
                var box = boxes.get(stored.record().attempt() + "/" + taken.secret().id());
                if (box != null) {
                    found.add(new Sealed(run, taken, box));
                }
            }
        }
        return found;
    }

    private PlainSecret open(Sealed sealed) {
        var resets = sealed.taken.stage().resets();
        return new PlainSecret(
                sealed.run.unit().value(),
                sealed.taken.credential(),
                sealed.taken.username(),
                resets == 0 ? "as delivered" : "after reset " + resets,
                new String(secrets.open(sealed.box), StandardCharsets.UTF_8));
    }
}
