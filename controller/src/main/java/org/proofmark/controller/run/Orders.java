package org.proofmark.controller.run;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.proofmark.seal.SealedBox;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Writes the orders of attempts. Inputs are opened in memory and sealed anew for the one rig that
/// needs them.
final class Orders {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Store store;
    private final Secrets secrets;
    private final EvidenceReader evidence;

    Orders(Store store, Secrets secrets, EvidenceReader evidence) {
        this.store = store;
        this.secrets = secrets;
        this.evidence = evidence;
    }

    /// The order of an attempt; the same attempt gives the same order but for the sealing.
    ///
    /// @param lease what is left of it
    RigOrder.Start of(Attempt attempt, Duration lease) {
        var run = store.campaigns().run(attempt.run()).orElseThrow();
        var campaign = store.campaigns().campaign(run.campaign()).orElseThrow();
        var units = store.campaigns().units(run.campaign());
        return new RigOrder.Start(
                attempt,
                run.slot().slot(),
                run.unit(),
                run.phase(),
                campaign.order().suite(),
                campaign.order().suiteDigest(),
                campaign.order().profile(),
                campaign.order().preset(),
                campaign.order().seed(),
                campaign.order().images().flash(),
                campaign.order().images().releases(),
                lease,
                run.phase() == Phase.COLLECT && units.size() > 1,
                sealedInputs(campaign, run, units),
                AttemptTime.limit(campaign.order().preset(), evidence.profile(campaign)),
                !campaign.order().certified());
    }

    private byte[] sealedInputs(CampaignRow campaign, RunRow run, List<UnitRow> units) {
        var unit =
                units.stream().filter(u -> u.unit().equals(run.unit())).findFirst().orElseThrow();
        if (run.phase() == Phase.COLLECT && unit.sealedLabel().length == 0) {
            return new byte[0];
        }
        var inputs = JSON.createObjectNode();
        if (unit.sealedLabel().length == 0) {
            inputs.putNull("label");
        } else {
            inputs.set("label", JSON.readTree(secrets.open(unit.sealedLabel())));
        }
        var own = inputs.putArray("own");
        var others = inputs.putArray("others");
        if (run.phase() == Phase.CROSS) {
            lastCredentials(campaign)
                    .forEach((u, known) -> write(known, u.equals(run.unit()) ? own : others));
        }
        var plain = JSON.writeValueAsString(inputs).getBytes(StandardCharsets.UTF_8);
        return SealedBox.seal(rigKey(run), plain);
    }

    private PublicKey rigKey(RunRow run) {
        return store.fleet()
                .rig(run.slot().rig())
                .orElseThrow(() ->
                        new RefusedException(
                                Kind.NOT_NOW,
                                "rig-unknown",
                                "Rig " + run.slot().rig() + " was never enrolled."))
                .key();
    }

    private record Known(UnitId unit, Observation.CredentialTaken taken, String value) {}

    private static void write(List<Known> known, ArrayNode into) {
        for (var credential : known) {
            into.addObject()
                    .put("unit", credential.unit().value())
                    .put("credential", credential.taken().credential())
                    .put("username", credential.taken().username())
                    .put("secretId", credential.taken().secret().id())
                    .put("value", credential.value());
        }
    }

    /// By unit, for units whose collect run completed: the last value of each credential.
    private Map<UnitId, List<Known>> lastCredentials(CampaignRow campaign) {
        var all = new LinkedHashMap<UnitId, List<Known>>();
        for (var run : store.campaigns().runs(campaign.id())) {
            if (run.phase() == Phase.COLLECT && run.completed().isPresent()) {
                all.put(run.unit(), lastCredentials(run, run.completed().get().id()));
            }
        }
        return all;
    }

    private List<Known> lastCredentials(RunRow run, Attempt attempt) {
        var last = new LinkedHashMap<String, Observation.CredentialTaken>();
        for (var stored : store.records().records(run.id())) {
            if (!stored.superseded()
                    && stored.record().attempt().equals(attempt)
                    && stored.record().what() instanceof What.Observed(var observation)
                    && observation instanceof Observation.CredentialTaken taken) {
                last.put(taken.credential(), taken);
            }
        }
        var values = new LinkedHashMap<String, byte[]>();
        store.records().secrets(attempt).forEach(s -> values.put(s.id(), s.sealed()));
        var known = new ArrayList<Known>();
        for (var taken : last.values()) {
            var sealed = values.get(taken.secret().id());
            if (sealed != null) {
                known.add(
                        new Known(
                                run.unit(),
                                taken,
                                new String(secrets.open(sealed), StandardCharsets.UTF_8)));
            }
        }
        return known;
    }
}
