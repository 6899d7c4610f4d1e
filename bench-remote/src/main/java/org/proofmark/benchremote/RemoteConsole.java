package org.proofmark.benchremote;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Console;
import org.proofmark.bench.ConsoleFeed;
import org.proofmark.bench.Hearing;
import org.proofmark.bench.Noise;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.bench.v1.ReadConsoleRequest;
import org.proofmark.proto.bench.v1.ReadConsoleResponse;
import org.proofmark.proto.bench.v1.WriteConsoleRequest;

/// The console, read from the agent's recording: one stream for the whole attempt, opened at the
/// first use.
final class RemoteConsole implements Console {
    private static final int MAX_WRITE = 65_536;

    private final AgentLink link;
    private final ConsoleFeed feed;
    private final AtomicBoolean opened = new AtomicBoolean();

    RemoteConsole(AgentLink link, Ticker ticker, Noise noise) {
        this.link = link;
        this.feed = new ConsoleFeed(ticker, noise);
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
                .orElseThrow(() -> link.raise(feed.timedOut(step, patterns, from, limit)));
    }

    @Override
    public Optional<Match> await(
            String step, List<Pattern> patterns, long from, Duration limit, Hearing hearing) {
        try {
            return feed().await(step, patterns, from, limit, hearing);
        } catch (BenchFault fault) {
            throw link.raise(fault);
        }
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
            feed.ended(AgentLink.fault("read the console", Duration.ZERO, error));
        }

        @Override
        public void onCompleted() {
            feed.ended(null);
        }
    }
}
