package org.proofmark.controller.rpc;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.fleet.RigReport;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.proofmark.proto.rig.v1.AbortOrder;
import org.proofmark.proto.rig.v1.EndHandLease;
import org.proofmark.proto.rig.v1.HandLease;
import org.proofmark.proto.rig.v1.Heartbeat;
import org.proofmark.proto.rig.v1.Hello;
import org.proofmark.proto.rig.v1.LeaseRenewal;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.OwnedAttempt;
import org.proofmark.proto.rig.v1.Phase;
import org.proofmark.proto.rig.v1.RecordAck;
import org.proofmark.proto.rig.v1.ReleaseSlot;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.rig.v1.ShowConsole;
import org.proofmark.proto.rig.v1.SlotDescription;
import org.proofmark.proto.rig.v1.Welcome;
import org.proofmark.wire.Hands;
import org.proofmark.wire.Times;
import org.proofmark.wire.Updates;

/// What goes over a rig's stream, as messages.
final class RigMessages {
    private RigMessages() {}

    static RigReport report(Hello hello) {
        return new RigReport(
                slots(hello.getSlotsList()),
                hello.getOwnedList().stream().map(RigMessages::owned).toList(),
                // what is spooled is not known yet: the first heartbeat says it
                Long.MAX_VALUE,
                hello.getLeasesList().stream().map(RigMessages::held).toList(),
                hello.getAbilitiesList());
    }

    static RigReport report(Heartbeat heartbeat) {
        return new RigReport(
                slots(heartbeat.getSlotsList()),
                heartbeat.getOwnedList().stream().map(RigMessages::owned).toList(),
                heartbeat.getSpooledRecords(),
                heartbeat.getLeasesList().stream().map(RigMessages::held).toList(),
                List.of());
    }

    private static RigReport.HandHeld held(HandLease lease) {
        return new RigReport.HandHeld(new SlotName(lease.getSlot()), lease.getLeaseId());
    }

    private static RigReport.Owned owned(OwnedAttempt owned) {
        return new RigReport.Owned(
                attempt(owned.getRunId(), owned.getAttempt()),
                new SlotName(owned.getSlot()),
                owned.getAlive());
    }

    private static Attempt attempt(String run, int number) {
        return new Attempt(new RunId(run), number);
    }

    private static List<SlotInfo> slots(List<SlotDescription> slots) {
        return slots.stream()
                .map(s ->
                        new SlotInfo(
                                new SlotName(s.getName()),
                                s.getRolesList(),
                                s.getUnitId().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(new UnitId(s.getUnitId())),
                                s.getKindsList(),
                                s.getOutOfService(),
                                s.getBatch()))
                .toList();
    }

    static LinkResponse toWire(RigOrder order) {
        var message = LinkResponse.newBuilder();
        switch (order) {
            case RigOrder.Welcome o ->
                    message.setWelcome(
                            Welcome.newBuilder()
                                    .setSealingKey(ByteString.copyFrom(o.sealingKey()))
                                    .setHeartbeatInterval(Times.toWire(o.heartbeatInterval()))
                                    .setControllerTime(Times.toWire(o.controllerTime())));
            case RigOrder.Start o -> message.setStart(start(o));
            case RigOrder.Renew(var a, var lease) ->
                    message.setRenewal(
                            LeaseRenewal.newBuilder()
                                    .setRunId(a.run().value())
                                    .setAttempt(a.number())
                                    .setLease(Times.toWire(lease)));
            case RigOrder.Abort(var a, var reason) ->
                    message.setAbort(
                            AbortOrder.newBuilder()
                                    .setRunId(a.run().value())
                                    .setAttempt(a.number())
                                    .setReason(reason));
            case RigOrder.Ack(var a, var sequence) ->
                    message.setAck(
                            RecordAck.newBuilder()
                                    .setRunId(a.run().value())
                                    .setAttempt(a.number())
                                    .setSequence(sequence));
            case RigOrder.Release(var slot) ->
                    message.setRelease(ReleaseSlot.newBuilder().setSlot(slot.value()));
            case RigOrder.Hand(var hand) -> message.setHand(Hands.toWire(hand));
            case RigOrder.EndHandLease(var slot, var lease) ->
                    message.setEndLease(
                            EndHandLease.newBuilder().setSlot(slot.value()).setLeaseId(lease));
            case RigOrder.ShowConsole(var slot, var shown) ->
                    message.setShowConsole(
                            ShowConsole.newBuilder().setSlot(slot.value()).setShown(shown));
        }
        return message.build();
    }

    private static RunOrder start(RigOrder.Start o) {
        var message = RunOrder.newBuilder();
        o.images().forEach((name, digest) -> message.putImages(name, digest.hex()));
        o.releases().forEach(release -> message.addReleases(Updates.toWire(release)));
        return message.setRunId(o.attempt().run().value())
                .setAttempt(o.attempt().number())
                .setSlot(o.slot().value())
                .setUnitId(o.unit().value())
                .setPhase(
                        switch (o.phase()) {
                            case COLLECT -> Phase.PHASE_COLLECT;
                            case CROSS -> Phase.PHASE_CROSS;
                        })
                .setSuite(o.suite())
                .setSuiteDigest(o.suiteDigest().hex())
                .setProfileDigest(o.profile().hex())
                .setPreset(o.preset().name())
                .setResets(o.preset().resets())
                .setDictionaryTries(o.preset().dictionaryTries())
                .setSeed(o.seed())
                .setLease(Times.toWire(o.lease()))
                .setHold(o.hold())
                .setSealedInputs(ByteString.copyFrom(o.sealedInputs()))
                .setTimeLimit(Times.toWire(o.timeLimit()))
                .setUncertified(o.uncertified())
                .build();
    }
}
