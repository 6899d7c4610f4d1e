package org.proofmark.cli.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.proto.hands.v1.ActRequest;
import org.proofmark.proto.hands.v1.ActResponse;
import org.proofmark.proto.hands.v1.Claim;
import org.proofmark.proto.hands.v1.ConsoleRequest;
import org.proofmark.proto.hands.v1.HandAction;
import org.proofmark.proto.hands.v1.HandDone;
import org.proofmark.proto.hands.v1.HandUse;
import org.proofmark.proto.hands.v1.HandsServiceGrpc;
import org.proofmark.proto.hands.v1.ListUsesRequest;
import org.proofmark.proto.hands.v1.OpenConsole;
import org.proofmark.wire.Hands;

/// An operator's hands on slots. Every call throws [UnusableInput] where what was asked for cannot
/// be done and nothing was done, and [Trouble] where the rig could not do it, or nobody knows.
public final class HandsClient {
    /// On top of what the controller waits for, which says more when its wait ends.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LIST_LIMIT = Duration.ofMinutes(2);

    private final ManagedChannel channel;
    private final Function<StatusRuntimeException, RuntimeException> told;

    /// @param told what an error that is none of this service's own becomes
    HandsClient(ManagedChannel channel, Function<StatusRuntimeException, RuntimeException> told) {
        this.channel = channel;
        this.told = told;
    }

    /// Has it done and waits for it.
    public ActResponse act(Claim claim, org.proofmark.domain.run.HandAction action) {
        return act(claim, Hands.toWire(action), action.longest());
    }

    private ActResponse act(Claim claim, HandAction action, Duration longest) {
        var request =
                ActRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setClaim(claim)
                        .setAction(action)
                        .build();
        ActResponse response;
        try {
            response =
                    HandsServiceGrpc.newBlockingStub(channel)
                            // the controller may order twice where a lease has just ended
                            .withDeadlineAfter(longest.multipliedBy(2).plus(PATIENCE))
                            .act(request);
        } catch (StatusRuntimeException e) {
            throw failure(e);
        }
        return switch (response.getResult().getResultCase()) {
            case DONE -> response;
            case REFUSED ->
                    throw new UnusableInput(
                            "the rig refuses: "
                                    + response.getResult().getRefused().getText()
                                    + " ("
                                    + response.getResult().getRefused().getCode()
                                    + "). Nothing was moved");
            case FAULT -> {
                var fault = response.getResult().getFault();
                throw new Trouble(
                        fault.getCode()
                                + ": "
                                + Printable.of(fault.getWhat())
                                + " (step: "
                                + fault.getStep()
                                + ")"
                                + (fault.getLastOutput().isEmpty()
                                        ? ""
                                        : "; the device's last output: "
                                                + Printable.of(fault.getLastOutput())));
            }
            case RESULT_NOT_SET ->
                    throw new Trouble(
                            "the controller is newer than this command line: its answer cannot be read");
        };
    }

    private RuntimeException failure(StatusRuntimeException e) {
        var reason = reason(e).map(ErrorInfo::getReason).orElse("");
        var text = String.valueOf(e.getStatus().getDescription());
        return switch (reason) {
            case "RIG_AWAY", "OUTCOME_UNKNOWN", "ORDERS_WAITING" -> new Trouble(text, e);
            default ->
                    switch (e.getStatus().getCode()) {
                        case UNIMPLEMENTED ->
                                new Trouble(
                                        "the controller is too old for orders by hand: update it",
                                        e);
                        case DEADLINE_EXCEEDED, CANCELLED ->
                                new Trouble(
                                        "the controller gave no answer: it is not known whether it was done",
                                        e);
                        case UNAVAILABLE ->
                                new Trouble(
                                        told.apply(e).getMessage()
                                                + "; where it went away in mid-order it is not known whether that"
                                                + " was done",
                                        e);
                        default -> told.apply(e);
                    };
        };
    }

    private static Optional<ErrorInfo> reason(StatusRuntimeException e) {
        var status = StatusProto.fromThrowable(e);
        if (status == null) {
            return Optional.empty();
        }
        for (var detail : status.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                try {
                    return Optional.of(detail.unpack(ErrorInfo.class));
                } catch (InvalidProtocolBufferException broken) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// Begins to open the console of a slot; [ConsoleClient#awaitOpen()] tells when it is.
    ///
    /// @param readOnly to look along only
    /// @param listener hears the device, on another thread
    public ConsoleClient console(Claim claim, boolean readOnly, ConsoleClient.Listener listener) {
        var console = new ConsoleClient(listener, this::failure);
        var requests = HandsServiceGrpc.newStub(channel).console(console);
        requests.onNext(
                ConsoleRequest.newBuilder()
                        .setOpen(OpenConsole.newBuilder().setClaim(claim).setReadOnly(readOnly))
                        .build());
        return console;
    }

    /// Every use of slots by hand, the first one first.
    ///
    /// @param rig empty for all
    /// @param slot empty for all
    public List<HandUse> uses(String rig, String slot) {
        try {
            return HandsServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(LIST_LIMIT)
                    .listUses(ListUsesRequest.newBuilder().setRigId(rig).setSlot(slot).build())
                    .getUsesList();
        } catch (StatusRuntimeException e) {
            throw failure(e);
        }
    }

    /// What was done, of an answer that says so.
    public static HandDone done(ActResponse response) {
        return response.getResult().getDone();
    }
}
