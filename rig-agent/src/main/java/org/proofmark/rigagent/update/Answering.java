package org.proofmark.rigagent.update;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.proofmark.domain.time.Ticker;
import org.proofmark.domain.update.Release.ReleaseFile;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;
import org.proofmark.rigagent.time.DeviceTime;

/// The answer to one request.
final class Answering {
    /// Where files are that have moved.
    static final String MOVED = "moved/";

    private static final int CHUNK = 16 * 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Optional<Served> served;
    private final long serving;
    private final Ticker ticker;
    private final RequestLog log;
    private final Instant at;
    private final Duration offset;
    private final long nanos;
    private final String asked;
    private Optional<String> path = Optional.empty();
    private long from;
    private long sent;

    Answering(
            Request request,
            Response response,
            Callback callback,
            UpdateServer.Serving serving,
            DeviceTime time,
            Ticker ticker,
            RequestLog log) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.served = serving.what();
        this.serving = serving.number();
        this.ticker = ticker;
        this.log = log;
        this.at = time.truth();
        this.offset = time.offset();
        this.nanos = ticker.nanos();
        this.asked = URIUtil.decodePath(Request.getPathInContext(request)).replaceFirst("^/+", "");
        response.getHeaders()
                .put(HttpHeader.DATE, DateGenerator.formatDate(at.plus(offset).toEpochMilli()));
    }

    void answer() throws IOException {
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (!head && !HttpMethod.GET.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            end(HttpStatus.METHOD_NOT_ALLOWED_405);
        } else if (served.isEmpty()) {
            end(HttpStatus.NOT_FOUND_404);
        } else {
            answer(served.get(), head);
        }
    }

    private void answer(Served what, boolean head) throws IOException {
        boolean moves = what.trouble() instanceof Trouble.Redirecting;
        boolean moved = moves && asked.startsWith(MOVED);
        var file = what.release().file(moved ? asked.substring(MOVED.length()) : asked);
        path = file.map(ReleaseFile::path);
        if (what.trouble() instanceof Trouble.Refusing refusing) {
            end(refusing.status());
        } else if (file.isEmpty()) {
            end(HttpStatus.NOT_FOUND_404);
        } else if (moves && !moved) {
            response.getHeaders().put(HttpHeader.LOCATION, "/" + MOVED + rawPath());
            end(HttpStatus.FOUND_302);
        } else {
            content(what, file.get(), head);
        }
    }

    private String rawPath() {
        return request.getHttpURI().getPathQuery().replaceFirst("^/+", "");
    }

    private void content(Served what, ReleaseFile file, boolean head) throws IOException {
        var wanted = List.copyOf(request.getHeaders().getValuesList(HttpHeader.RANGE));
        var body = what.body(file, begins(wanted, file.bytes()), head);
        var headers = response.getHeaders();
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        headers.put(HttpHeader.CONTENT_TYPE, type(file.path()));
        long to = body.bytes() - 1;
        int status = HttpStatus.OK_200;
        if (!wanted.isEmpty()) {
            var ranges = ByteRange.parse(wanted, body.bytes());
            if (ranges.isEmpty()) {
                headers.put(
                        HttpHeader.CONTENT_RANGE,
                        ByteRange.toNonSatisfiableHeaderValue(body.bytes()));
                end(HttpStatus.RANGE_NOT_SATISFIABLE_416);
                return;
            }
            // of several the first: a server may answer with less than it was asked for
            from = ranges.getFirst().first();
            to = ranges.getFirst().last();
            status = HttpStatus.PARTIAL_CONTENT_206;
            headers.put(HttpHeader.CONTENT_RANGE, ranges.getFirst().toHeaderValue(body.bytes()));
        }
        headers.put(HttpHeader.CONTENT_LENGTH, to + 1 - from);
        response.setStatus(status);
        if (head) {
            end(status);
        } else {
            send(body, to + 1, what.trouble());
        }
    }

    private static boolean begins(List<String> wanted, long bytes) {
        var ranges = ByteRange.parse(wanted, bytes);
        return ranges.isEmpty() || ranges.getFirst().first() == 0;
    }

    private void send(Body body, long end, Trouble trouble) throws IOException {
        long stop = Math.min(end, body.cut().orElse(Long.MAX_VALUE));
        var pace = trouble instanceof Trouble.Slow slow ? slow.bytesPerSecond() : 0;
        var buffer = ByteBuffer.allocate(CHUNK);
        boolean whole = false;
        try (var channel = FileChannel.open(body.file())) {
            if (from >= stop && stop < end) {
                // the head goes out nevertheless
                Content.Sink.write(response, false, BufferUtil.EMPTY_BUFFER);
            }
            while (from + sent < stop) {
                int chunk = pace > 0 ? Math.min(pace, CHUNK) : CHUNK;
                body.read(channel, buffer, from + sent, (int) Math.min(chunk, stop - from - sent));
                int n = buffer.remaining();
                Content.Sink.write(response, from + sent + n == end, buffer);
                sent += n;
                if (pace > 0 && from + sent < stop) {
                    pause(pace);
                }
            }
            whole = stop == end;
        } finally {
            note(response.getStatus(), whole);
        }
        if (whole) {
            callback.succeeded();
        } else {
            // ends the connection: a length was promised that is not kept
            callback.failed(new IOException("the connection was cut, as the case wants it"));
        }
    }

    private void pause(int bytesPerSecond) throws IOException {
        long due = nanos + sent * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        while (ticker.nanos() < due) {
            LockSupport.parkNanos(due - ticker.nanos());
            if (Thread.interrupted()) {
                throw new IOException("the update server stops");
            }
        }
    }

    private void end(int status) {
        response.setStatus(status);
        note(status, true);
        callback.succeeded();
    }

    private void note(int status, boolean whole) {
        log.add(
                serving,
                number ->
                        new UpdateRequest(
                                number,
                                at,
                                offset,
                                nanos,
                                served.map(s -> s.release().name()).orElse(""),
                                request.getMethod(),
                                request.getHttpURI().getPathQuery(),
                                path,
                                from,
                                status,
                                sent,
                                whole));
    }

    private static String type(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return "application/json";
        }
        return name.endsWith(".txt") ? "text/plain" : "application/octet-stream";
    }
}
