package org.proofmark.cli.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.proto.hands.v1.ActRequest;
import org.proofmark.proto.hands.v1.ActResponse;
import org.proofmark.proto.hands.v1.Claim;
import org.proofmark.proto.hands.v1.ConsoleRequest;
import org.proofmark.proto.hands.v1.GetProgressRequest;
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

    /// How often it is asked how far an order is.
    private static final long ASK_MILLIS = 300;

    private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(10);

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
        return act(UUID.randomUUID().toString(), claim, action);
    }

    private ActResponse act(
            String request, Claim claim, org.proofmark.domain.run.HandAction action) {
        return act(request, claim, Hands.toWire(action), action.longest());
    }

    /// Has it done, waits for it, and says meanwhile how far it is, some times a second. A
    /// controller or a rig that is too old to say so is waited for all the same.
    ///
    /// @param progress called on this thread
    public ActResponse act(
            Claim claim,
            org.proofmark.domain.run.HandAction action,
            Consumer<HandProgress> progress) {
        var request = UUID.randomUUID().toString();
        var answer = new CompletableFuture<ActResponse>();
        Thread.ofVirtual()
                .name("order-" + request)
                .start(() -> {
                    try {
                        answer.complete(act(request, claim, action));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        boolean asks = true;
        while (true) {
            try {
                return answer.get(ASK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                asks = asks && told(request, progress);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Trouble(
                        "interrupted: the rig goes on, and it is not known whether it was done", e);
            }
        }
    }

    /// False where it is no use to ask again.
    private boolean told(String request, Consumer<HandProgress> progress) {
        try {
            var now =
                    HandsServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(PROGRESS_LIMIT)
                            .getProgress(
                                    GetProgressRequest.newBuilder().setRequestId(request).build());
            if (now.hasProgress()) {
                progress.accept(Hands.fromWire(now.getProgress()));
            }
            return true;
        } catch (StatusRuntimeException e) {
            // who waits for the answer hears there what is wrong
            return e.getStatus().getCode() != Status.Code.UNIMPLEMENTED;
        }
    }

    private ActResponse act(String id, Claim claim, HandAction action, Duration longest) {
        var request =
                ActRequest.newBuilder().setRequestId(id).setClaim(claim).setAction(action).build();
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
