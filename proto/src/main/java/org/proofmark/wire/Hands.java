package org.proofmark.wire;

import com.google.protobuf.ByteString;
import java.util.function.Supplier;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.SlotName;
import org.proofmark.proto.hands.v1.Attach;
import org.proofmark.proto.hands.v1.Flash;
import org.proofmark.proto.hands.v1.HandDone;
import org.proofmark.proto.hands.v1.HandRefused;
import org.proofmark.proto.hands.v1.PowerCycle;
import org.proofmark.proto.hands.v1.PowerOff;
import org.proofmark.proto.hands.v1.PowerOn;
import org.proofmark.proto.hands.v1.PressButton;
import org.proofmark.proto.hands.v1.Progress;
import org.proofmark.proto.hands.v1.WriteConsole;

/// What operators have done to slots.
public final class Hands {
    private Hands() {}

    /// Total.
    public static org.proofmark.proto.rig.v1.HandOrder toWire(HandOrder order) {
        return org.proofmark.proto.rig.v1.HandOrder.newBuilder()
                .setOrderId(order.id())
                .setSlot(order.slot().value())
                .setLeaseId(order.leaseId())
                .setHolder(order.holder())
                .setLease(Times.toWire(order.lease()))
                .setAction(toWire(order.action()))
                .setProgress(order.progress())
                .build();
    }

    /// @throws WireFormatException where it is no order, or one of a later version
    public static HandOrder fromWire(org.proofmark.proto.rig.v1.HandOrder order) {
        return read(() ->
                new HandOrder(
                        order.getOrderId(),
                        new SlotName(order.getSlot()),
                        order.getLeaseId(),
                        order.getHolder(),
                        Times.fromWire(order.getLease()),
                        fromWire(order.getAction()),
                        order.getProgress()));
    }

    /// Total.
    public static org.proofmark.proto.hands.v1.HandAction toWire(HandAction action) {
        var message = org.proofmark.proto.hands.v1.HandAction.newBuilder();
        switch (action) {
            case HandAction.Attach _ -> message.setAttach(Attach.getDefaultInstance());
            case HandAction.PowerOn _ -> message.setPowerOn(PowerOn.getDefaultInstance());
            case HandAction.PowerOff _ -> message.setPowerOff(PowerOff.getDefaultInstance());
            case HandAction.PowerCycle(var off) ->
                    message.setPowerCycle(PowerCycle.newBuilder().setOff(Times.toWire(off)));
            case HandAction.PressButton(var button, var hold) ->
                    message.setPressButton(
                            PressButton.newBuilder().setButton(button).setHold(Times.toWire(hold)));
            case HandAction.WriteConsole(var data) ->
                    message.setWriteConsole(
                            WriteConsole.newBuilder().setData(ByteString.copyFrom(data)));
            case HandAction.Flash(var plan, var name, var image, var bytes) ->
                    message.setFlash(
                            Flash.newBuilder()
                                    .setPlan(FlashPlans.toWire(plan))
                                    .setImageName(name)
                                    .setImageDigest(image.hex())
                                    .setImageBytes(bytes));
        }
        return message.build();
    }

    /// @throws WireFormatException where it is no action, or one of a later version
    public static HandAction fromWire(org.proofmark.proto.hands.v1.HandAction action) {
        return read(() ->
                switch (action.getActionCase()) {
                    case ATTACH -> new HandAction.Attach();
                    case POWER_ON -> new HandAction.PowerOn();
                    case POWER_OFF -> new HandAction.PowerOff();
                    case POWER_CYCLE ->
                            new HandAction.PowerCycle(
                                    Times.fromWire(action.getPowerCycle().getOff()));
                    case PRESS_BUTTON ->
                            new HandAction.PressButton(
                                    action.getPressButton().getButton(),
                                    Times.fromWire(action.getPressButton().getHold()));
                    case WRITE_CONSOLE ->
                            new HandAction.WriteConsole(
                                    action.getWriteConsole().getData().toByteArray());
                    case FLASH ->
                            new HandAction.Flash(
                                    FlashPlans.fromWire(action.getFlash().getPlan()),
                                    action.getFlash().getImageName(),
                                    new Digest(action.getFlash().getImageDigest()),
                                    action.getFlash().getImageBytes());
                    case ACTION_NOT_SET ->
                            throw new WireFormatException(
                                    "an order wants an action that this version knows, got none");
                });
    }

    /// Total.
    public static org.proofmark.proto.hands.v1.HandResult toWire(HandResult result) {
        var message = org.proofmark.proto.hands.v1.HandResult.newBuilder();
        switch (result) {
            case HandResult.Done(var text, var measured, var released) ->
                    message.setDone(
                            HandDone.newBuilder()
                                    .setText(text)
                                    .setMeasured(Times.toWire(measured))
                                    .setReleased(released));
            case HandResult.Refused(var code, var text) ->
                    message.setRefused(HandRefused.newBuilder().setCode(code).setText(text));
            case HandResult.Failed(var fault) -> message.setFault(Faults.toWire(fault));
        }
        return message.build();
    }

    /// @throws WireFormatException where it is no result, or one of a later version
    public static HandResult fromWire(org.proofmark.proto.hands.v1.HandResult result) {
        return read(() ->
                switch (result.getResultCase()) {
                    case DONE ->
                            new HandResult.Done(
                                    result.getDone().getText(),
                                    Times.fromWire(result.getDone().getMeasured()),
                                    result.getDone().getReleased());
                    case REFUSED ->
                            new HandResult.Refused(
                                    result.getRefused().getCode(), result.getRefused().getText());
                    case FAULT -> new HandResult.Failed(Faults.fromWire(result.getFault()));
                    case RESULT_NOT_SET ->
                            throw new WireFormatException(
                                    "a reply wants a result that this version knows, got none");
                });
    }

    /// Total.
    public static Progress toWire(HandProgress progress) {
        return Progress.newBuilder()
                .setStep(progress.step())
                .setDoneBytes(progress.done())
                .setSizeBytes(progress.size())
                .build();
    }

    /// @throws WireFormatException where a value is out of its range
    public static HandProgress fromWire(Progress progress) {
        return read(() ->
                new HandProgress(
                        progress.getStep(), progress.getDoneBytes(), progress.getSizeBytes()));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (WireFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("hands", e);
        }
    }
}
