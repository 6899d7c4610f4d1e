package org.proofmark.controller.rpc;

import java.time.Instant;
import java.util.List;
import org.proofmark.controller.fleet.Liveness;
import org.proofmark.controller.run.CampaignView;
import org.proofmark.controller.run.Feed;
import org.proofmark.controller.run.RecordText;
import org.proofmark.controller.store.AttemptRow;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.HandLeaseRow;
import org.proofmark.controller.store.LeaseRow;
import org.proofmark.controller.store.RigRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.Bound;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.Verdict;
import org.proofmark.proto.fleet.v1.Rig;
import org.proofmark.proto.fleet.v1.Slot;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.Run;
import org.proofmark.proto.run.v1.RunRecordView;
import org.proofmark.proto.run.v1.RunState;
import org.proofmark.proto.run.v1.VerdictView;
import org.proofmark.wire.Faults;
import org.proofmark.wire.Times;

/// What people see, as messages.
final class Views {
    private Views() {}

    static Campaign campaign(CampaignView view) {
        var row = view.campaign();
        var message =
                Campaign.newBuilder()
                        .setCampaignId(row.id().value())
                        .setState(state(row))
                        .setProfileId(row.order().profileId())
                        .setDevice(row.order().device())
                        .setSuite(row.order().suite())
                        .setPreset(row.order().preset().name())
                        .setCreateTime(Times.toWire(row.createTime()));
        row.endTime().ifPresent(t -> message.setEndTime(Times.toWire(t)));
        view.waiting()
                .ifPresent(w -> message.setWaitingCode(w.code().word()).setWaitingText(w.text()));
        view.runs().forEach(r -> message.addRuns(run(r, view)));
        view.assessment()
                .ifPresent(a -> {
                    a.verdicts().forEach(v -> message.addVerdicts(verdict(v, "")));
                    a.unitVerdicts()
                            .forEach(v ->
                                    message.addVerdicts(verdict(v.verdict(), v.unit().value())));
                });
        return message.build();
    }

    private static CampaignState state(CampaignRow row) {
        return switch (row.state()) {
            case WAITING -> CampaignState.CAMPAIGN_STATE_WAITING;
            case COLLECTING -> CampaignState.CAMPAIGN_STATE_COLLECTING;
            case CROSSING -> CampaignState.CAMPAIGN_STATE_CROSSING;
            case ENDED -> CampaignState.CAMPAIGN_STATE_ENDED;
            case CANCELLED -> CampaignState.CAMPAIGN_STATE_CANCELLED;
        };
    }

    private static Run run(RunRow row, CampaignView view) {
        var message =
                Run.newBuilder()
                        .setRunId(row.id().value())
                        .setUnitId(row.unit().value())
                        .setRigId(row.slot().rig().value())
                        .setSlot(row.slot().slot().value())
                        .setPhase(row.phase().name())
                        .setState(state(row));
        var wait = view.runWaits().get(row.id());
        if (wait != null) {
            message.setWaitingCode(wait.code().word()).setWaitingText(wait.text());
        }
        row.latest()
                .ifPresent(attempt -> {
                    message.setAttempt(attempt.id().number()).setStep(attempt.step());
                    attempt.fault().ifPresent(f -> message.setFault(Faults.toWire(f)));
                    attempt.startTime().ifPresent(t -> message.setStartTime(Times.toWire(t)));
                });
        return message.build();
    }

    private static RunState state(RunRow row) {
        return switch (row.state()) {
            case WAITING -> RunState.RUN_STATE_WAITING;
            case ACTIVE ->
                    row.live()
                                    .map(AttemptRow::state)
                                    .filter(AttemptState.RUNNING::equals)
                                    .isPresent()
                            ? RunState.RUN_STATE_RUNNING
                            : RunState.RUN_STATE_ORDERED;
            case COMPLETED -> RunState.RUN_STATE_COMPLETED;
            case FAULTED -> RunState.RUN_STATE_FAULTED;
            case CANCELLED -> RunState.RUN_STATE_CANCELLED;
        };
    }

    private static VerdictView verdict(Verdict verdict, String unit) {
        return VerdictView.newBuilder()
                .setPopulation(verdict.population())
                .setUnitId(unit)
                .setScheme(verdict.requirement().scheme())
                .setRequirement(verdict.requirement().name())
                .setVerdict(verdict.outcome().name())
                .setPreset(verdict.effort().preset())
                .setBound(verdict.bound().map(Bound::text).orElse(""))
                .addAllReasonCodes(verdict.reasons().stream().map(Reason::code).toList())
                .build();
    }

    static RunRecordView step(Feed.News.Step step) {
        return RunRecordView.newBuilder()
                .setRunId(step.record().attempt().run().value())
                .setUnitId(step.unit().value())
                .setSlot(step.slot().value())
                .setAttempt(step.record().attempt().number())
                .setCreateTime(Times.toWire(step.record().createTime()))
                .setText(RecordText.of(step.record()))
                .build();
    }

    static Rig rig(
            RigRow row,
            Liveness liveness,
            List<SlotInfo> slots,
            List<Holding> holdings,
            List<HandLeaseRow> hands) {
        var message =
                Rig.newBuilder()
                        .setRigId(row.id().value())
                        .setAgentVersion(row.agentVersion())
                        .setLiveness(liveness(row, liveness))
                        .setCertificateEndTime(Times.toWire(row.certificateEnd()));
        if (!row.lastSeen().equals(Instant.EPOCH)) {
            message.setLastSeenTime(Times.toWire(row.lastSeen()));
        }
        for (var slot : slots) {
            var id = new SlotId(row.id(), slot.name());
            var held = holdings.stream().filter(h -> h.lease().slot().equals(id)).findFirst();
            var view =
                    Slot.newBuilder()
                            .setName(slot.name().value())
                            .addAllRoles(slot.roles())
                            .setUnitId(slot.unit().map(UnitId::value).orElse(""))
                            .setHeldByCampaign(held.map(h -> h.lease().holder().value()).orElse(""))
                            .setRunId(held.map(Holding::run).orElse(""))
                            .setOutOfService(slot.outOfService())
                            .addAllKinds(slot.kinds());
            hands.stream()
                    .filter(l -> l.slot().equals(id))
                    .forEach(l ->
                            view.setHeldByOperator(l.operator().name())
                                    .setHeldUntilTime(Times.toWire(l.expireTime())));
            message.addSlots(view);
        }
        return message.build();
    }

    /// A held slot.
    ///
    /// @param run whose attempt lives in it, or empty
    record Holding(LeaseRow lease, String run) {}

    /// A rig that was seen before this controller started, and not since, is lost and not new.
    private static org.proofmark.proto.fleet.v1.Liveness liveness(RigRow row, Liveness liveness) {
        return switch (liveness) {
            case CONNECTED -> org.proofmark.proto.fleet.v1.Liveness.LIVENESS_CONNECTED;
            case SUSPECT -> org.proofmark.proto.fleet.v1.Liveness.LIVENESS_SUSPECT;
            case LOST -> org.proofmark.proto.fleet.v1.Liveness.LIVENESS_LOST;
            case NEVER_SEEN ->
                    row.lastSeen().equals(Instant.EPOCH)
                            ? org.proofmark.proto.fleet.v1.Liveness.LIVENESS_NEVER_SEEN
                            : org.proofmark.proto.fleet.v1.Liveness.LIVENESS_LOST;
        };
    }
}
