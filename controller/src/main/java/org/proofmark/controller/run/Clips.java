package org.proofmark.controller.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.report.CampaignDetail.Clip;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cuts the lines out of an attempt's evidence that belong to a span of the rig's monotonic clock:
/// the console by `console.index`, HTTP by the times in `http.jsonl`. What is not there, or not of
/// the form that docs/evidence.md gives, gives no clip: the record itself still stands.
final class Clips {
    /// What a person can take in; the file has the rest.
    static final int MAX_LINES = 16;

    static final int MAX_LINE = 200;

    /// Around the span, to cut at ends of lines: a password that stands across the cut could not be
    /// masked.
    private static final int MARGIN = 512;

    private static final int MAX_CONSOLE_BYTES = 8192;
    private static final int MAX_EXCHANGES = 4;
    private static final Logger LOG = LoggerFactory.getLogger(Clips.class);

    private final BlobStore blobs;
    private final Masking masking;
    private final Function<String, Optional<EvidenceFile>> files;

    /// @param files of the one attempt, by name
    Clips(BlobStore blobs, Masking masking, Function<String, Optional<EvidenceFile>> files) {
        this.blobs = blobs;
        this.masking = masking;
        this.files = files;
    }

    /// A time span of one attempt.
    ///
    /// @param after monotonic nanoseconds, exclusive
    /// @param until monotonic nanoseconds, inclusive
    record Span(long after, long until) {
        boolean holds(long nanos) {
            return nanos > after && nanos <= until;
        }
    }

    /// Where an attempt's console stood.
    private record Bytes(long from, long to) {}

    /// What there is of this span, HTTP first.
    List<Clip> of(Span span) {
        var clips = new ArrayList<Clip>();
        files.apply("http.jsonl")
                .flatMap(f -> guarded(f, () -> http(f, span)))
                .ifPresent(clips::add);
        files.apply("console.raw")
                .flatMap(f -> guarded(f, () -> console(f, span)))
                .ifPresent(clips::add);
        return clips;
    }

    private interface Cut {
        Optional<Clip> get() throws IOException;
    }

    private static Optional<Clip> guarded(EvidenceFile file, Cut cut) {
        try {
            return cut.get();
        } catch (IOException | RefusedException | JacksonException e) {
            LOG.warn("no excerpt of {}", file.path(), e);
            return Optional.empty();
        }
    }

    private Optional<Clip> http(EvidenceFile file, Span span) throws IOException {
        var all = text(blobs.bytes(file.digest())).split("\n");
        var lines = new ArrayList<String>();
        var numbers = new ArrayList<Integer>();
        for (var n = all.length; n > 0 && numbers.size() < MAX_EXCHANGES; n--) {
            var exchange = all[n - 1].isBlank() ? null : JsonMapper.shared().readTree(all[n - 1]);
            if (exchange != null && span.holds(exchange.path("monotonicNanos").asLong(-1))) {
                lines.addAll(0, exchange(exchange));
                numbers.addFirst(n);
            }
        }
        return numbers.isEmpty()
                ? Optional.empty()
                : clip(file, "line " + range(numbers.getFirst(), numbers.getLast()), lines);
    }

    private static List<String> exchange(JsonNode exchange) {
        var lines = new ArrayList<String>();
        lines.add(
                "> "
                        + exchange.path("method").asString("")
                        + " "
                        + exchange.path("to").asString("")
                        + exchange.path("target").asString(""));
        body("> ", exchange.path("body").asString(""), lines);
        if (exchange.has("failure")) {
            lines.add("! " + exchange.path("failure").asString(""));
            return lines;
        }
        lines.add("< status " + exchange.path("status").asString(""));
        for (var header : exchange.path("responseHeaders")) {
            var name = header.path(0).asString("");
            if (name.equalsIgnoreCase("location") || name.equalsIgnoreCase("www-authenticate")) {
                lines.add("< " + name + ": " + header.path(1).asString(""));
            }
        }
        body("< ", exchange.path("responseBody").asString(""), lines);
        return lines;
    }

    private static void body(String sign, String body, List<String> lines) {
        var flat = body.strip().replaceAll("\\s+", " ");
        if (!flat.isEmpty()) {
            lines.add(sign + flat);
        }
    }

    private Optional<Clip> console(EvidenceFile file, Span span) throws IOException {
        var index = files.apply("console.index");
        if (index.isEmpty()) {
            return Optional.empty();
        }
        var where = where(text(blobs.bytes(index.get().digest())), span);
        if (where.isEmpty()) {
            return Optional.empty();
        }
        var to = where.get().to();
        var from = Math.max(where.get().from(), to - MAX_CONSOLE_BYTES);
        var start = Math.max(0, from - MARGIN);
        var slice = slice(file, start, to + MARGIN);
        var whole = wholeLines(slice, (int) (from - start), (int) (to - start), start == 0);
        return clip(file, "bytes " + range(from, to), whole.lines().toList());
    }

    private static Optional<Bytes> where(String index, Span span) {
        var from = Long.MAX_VALUE;
        var to = -1L;
        for (var line : index.split("\n")) {
            var read = line.isBlank() ? null : JsonMapper.shared().readTree(line);
            if (read != null
                    && read.has("length")
                    && span.holds(read.path("monotonicNanos").asLong(-1))) {
                var position = read.path("position").asLong(0);
                from = Math.min(from, position);
                to = Math.max(to, position + read.path("length").asLong(0));
            }
        }
        return to > from ? Optional.of(new Bytes(from, to)) : Optional.empty();
    }

    private byte[] slice(EvidenceFile file, long from, long to) throws IOException {
        var all = new ByteArrayOutputStream();
        var end = Math.min(to, file.sizeBytes());
        while (from + all.size() < end) {
            var chunk = blobs.read(file.digest(), from + all.size());
            if (chunk.length == 0) {
                break;
            }
            all.write(chunk, 0, (int) Math.min(chunk.length, end - from - all.size()));
        }
        return all.toByteArray();
    }

    /// Every line that the span touches and that is whole within the slice.
    private static String wholeLines(byte[] slice, int from, int to, boolean first) {
        var begin = Math.min(from, slice.length);
        while (begin > 0 && slice[begin - 1] != '\n') {
            begin--;
        }
        if (begin == 0 && !first) {
            while (begin < slice.length && slice[begin] != '\n') {
                begin++;
            }
        }
        var end = Math.min(Math.max(to, begin), slice.length);
        while (end > begin && end < slice.length && slice[end - 1] != '\n') {
            end++;
        }
        return text(Arrays.copyOfRange(slice, begin, end));
    }

    private Optional<Clip> clip(EvidenceFile file, String place, List<String> lines) {
        var shown =
                masking.mask(String.join("\n", lines))
                        .lines()
                        .map(Clips::printable)
                        .filter(line -> !line.isBlank())
                        .toList();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        var last = shown.subList(Math.max(0, shown.size() - MAX_LINES), shown.size());
        return Optional.of(new Clip(file.path(), place, last));
    }

    /// Without escape sequences of terminals, and cut.
    private static String printable(String line) {
        var plain =
                line.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
                        .replace("\r", "")
                        .stripTrailing();
        return plain.length() <= MAX_LINE ? plain : plain.substring(0, MAX_LINE) + "…";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String range(long from, long to) {
        return from == to ? String.valueOf(from) : from + "–" + to;
    }
}
