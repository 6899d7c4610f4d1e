package org.proofmark.rigagent.link;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.SlotName;
import org.proofmark.proto.rig.v1.HandLease;
import org.proofmark.proto.rig.v1.HandReply;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.rig.v1.SlotOutput;
import org.proofmark.rigagent.hands.HandOutlet;
import org.proofmark.rigagent.hands.Hands;
import org.proofmark.rigagent.run.Attempts;

/// Operators' orders and what comes of them, as messages.
///
/// @param send for what must come through while the link lives
/// @param offer for what is left out where the link is busy
record HandMessages(Consumer<LinkRequest> send, Predicate<LinkRequest> offer)
        implements HandOutlet {
    /// An order of a later version is answered, so that nobody waits for it.
    static void take(Hands hands, org.proofmark.proto.rig.v1.HandOrder message) {
        HandOrder order;
        try {
            order = org.proofmark.wire.Hands.fromWire(message);
        } catch (IllegalArgumentException e) {
            hands.refuse(
                    message.getOrderId(),
                    "this rig-agent cannot read the order: " + e.getMessage() + "; update it");
            return;
        }
        hands.take(order);
    }

    static List<HandLease> leases(Attempts attempts) {
        return attempts.handLeases().living().stream()
                .map(l ->
                        HandLease.newBuilder().setSlot(l.slot().value()).setLeaseId(l.id()).build())
                .toList();
    }

    @Override
    public void answer(String order, HandResult result) {
        send.accept(
                LinkRequest.newBuilder()
                        .setHandReply(
                                HandReply.newBuilder()
                                        .setOrderId(order)
                                        .setResult(org.proofmark.wire.Hands.toWire(result)))
                        .build());
    }

    @Override
    public void progress(String order, HandProgress progress) {
        boolean _ =
                offer.test(
                        LinkRequest.newBuilder()
                                .setHandProgress(
                                        org.proofmark.proto.rig.v1.HandProgress.newBuilder()
                                                .setOrderId(order)
                                                .setProgress(
                                                        org.proofmark.wire.Hands.toWire(progress)))
                                .build());
    }

    @Override
    public boolean output(SlotName slot, byte[] data, long lost, String ended) {
        return offer.test(
                LinkRequest.newBuilder()
                        .setOutput(
                                SlotOutput.newBuilder()
                                        .setSlot(slot.value())
                                        .setData(ByteString.copyFrom(data))
                                        .setLostBytes(lost)
                                        .setEnded(ended))
                        .build());
    }
}
