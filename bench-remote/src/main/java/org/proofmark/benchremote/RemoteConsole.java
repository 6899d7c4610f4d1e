package org.proofmark.benchremote;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Console;
import org.proofmark.bench.StreamMatcher;
import org.proofmark.benchremote.ConsoleFeed.Item;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.bench.v1.ReadConsoleRequest;
import org.proofmark.proto.bench.v1.ReadConsoleResponse;
import org.proofmark.proto.bench.v1.WriteConsoleRequest;

/// The console, read from the agent's recording: one stream for the whole attempt, opened at the
/// first use.
final class RemoteConsole implements Console {
    /// What a fault quotes.
    private static final int TAIL = 2000;

    private static final int MAX_WRITE = 65_536;

    private final AgentLink link;
    private final Ticker ticker;
    private final ConsoleFeed feed = new ConsoleFeed();
    private final AtomicBoolean opened = new AtomicBoolean();

    RemoteConsole(AgentLink link, Ticker ticker) {
        this.link = link;
        this.ticker = ticker;
    }

    private ConsoleFeed feed() {
        link.throwFirst();
        if (opened.compareAndSet(false, true)) {
            link.streaming()
                    .readConsole(ReadConsoleRequest.getDefaultInstance(), new Listener(feed));
        }
        return feed;
    }

    /// Begins to listen, so that [#position] knows what has come.
    void open() {
        feed();
    }

    @Override
    public long position() {
        return feed().end();
    }

    @Override
    public String since(long position) {
        return feed().since(position);
    }

    @Override
    public Match expect(String step, List<Pattern> patterns, long from, Duration limit) {
        return await(step, patterns, from, limit)
                .orElseThrow(() -> link.raise(timedOut(step, patterns, from, limit)));
    }

    private BenchFault timedOut(String step, List<Pattern> patterns, long from, Duration limit) {
        var seen = feed.since(from);
        return new BenchFault.TimedOut(
                "console-timeout",
                "the console did not show "
                        + (patterns.size() == 1 ? patterns.getFirst() : "any of " + patterns)
                        + " within "
                        + limit.toMillis()
                        + " ms",
                step,
                limit,
                seen.substring(Math.max(0, seen.length() - TAIL)));
    }

    @Override
    public Optional<Match> await(String step, List<Pattern> patterns, long from, Duration limit) {
        var matcher = new StreamMatcher(patterns, from);
        var deadline = ticker.deadline(step, limit);
        var cursor = feed().from(from);
        while (true) {
            Optional<Match> match =
                    switch (next(cursor, wait(deadline, matcher), step)) {
                        case null -> matcher.settle();
                        case Item.Piece piece -> accept(matcher, piece, step);
                        case Item.Gap gap -> throw gap(gap, step, matcher);
                        case Item.Ended ended -> throw ended(ended, step, limit);
                    };
            if (match.isPresent()) {
                return match;
            }
            if (deadline.passed()) {
                return matcher.settle();
            }
        }
    }

    private static @Nullable Item next(ConsoleFeed.Cursor cursor, Duration limit, String step) {
        try {
            return cursor.next(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFault.Broken(
                    Fault.of("suite-interrupted", "the suite was interrupted", step), e);
        }
    }

    private static Duration wait(Deadline deadline, StreamMatcher matcher) {
        var left = deadline.remaining();
        return matcher.undecided() && StreamMatcher.QUIET.compareTo(left) < 0
                ? StreamMatcher.QUIET
                : left;
    }

    private Optional<Match> accept(StreamMatcher matcher, Item.Piece piece, String step) {
        try {
            return matcher.feed(piece.data());
        } catch (IllegalStateException e) {
            throw link.raise(
                    new BenchFault.Hardware(
                            new Fault(
                                    "console-unreadable",
                                    String.valueOf(e.getMessage()),
                                    step,
                                    Duration.ZERO,
                                    matcher.tail(TAIL)),
                            e));
        }
    }

    private BenchFault gap(Item.Gap gap, String step, StreamMatcher matcher) {
        return link.raise(
                new BenchFault.Hardware(
                        new Fault(
                                "console-gap",
                                (gap.lost() < 0 ? "some" : String.valueOf(gap.lost()))
                                        + " bytes of the console were lost before the answer could"
                                        + " be read: "
                                        + gap.reason(),
                                step,
                                Duration.ZERO,
                                matcher.tail(TAIL))));
    }

    private BenchFault ended(Item.Ended ended, String step, Duration limit) {
        var error = ended.error();
        return error == null
                ? link.raise(
                        new BenchFault.Broken(
                                Fault.of("agent-lost", "the recording's stream ended", step)))
                : link.broken(AgentLink.fault(step, limit, error));
    }

    @Override
    public void write(byte[] bytes) {
        feed();
        for (int at = 0; at < bytes.length; at += MAX_WRITE) {
            var part = ByteString.copyFrom(bytes, at, Math.min(MAX_WRITE, bytes.length - at));
            link.call(
                    "write to the console",
                    AgentLink.QUICK,
                    stub ->
                            stub.writeConsole(
                                    WriteConsoleRequest.newBuilder().setData(part).build()));
        }
    }

    private record Listener(ConsoleFeed feed) implements StreamObserver<ReadConsoleResponse> {
        @Override
        public void onNext(ReadConsoleResponse response) {
            switch (response.getWhatCase()) {
                case BYTES ->
                        feed.piece(
                                response.getBytes().getPosition(),
                                response.getBytes().getData().toByteArray());
                case GAP ->
                        feed.gap(
                                response.getGap().getPosition(),
                                response.getGap().getLostBytes(),
                                response.getGap().getReason());
                case WHAT_NOT_SET ->
                        feed.ended(new IllegalStateException("an empty piece of console"));
            }
        }

        @Override
        public void onError(Throwable error) {
            feed.ended(error);
        }

        @Override
        public void onCompleted() {
            feed.ended(null);
        }
    }
}
