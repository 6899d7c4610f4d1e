package org.proofmark.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.flash.FlashFailed;
import org.proofmark.rigagent.flash.FlashLine;
import org.proofmark.rigagent.flash.Ymodem;

/// Our sender of YMODEM against lrzsz's `sb`, by turns, over the same paced line to lrzsz's `rb`.
final class YmodemSpeed implements Benchmarks.Benchmark {
    private static final Map<Integer, Integer> BYTES_BY_BAUD =
            new TreeMap<>(Map.of(115_200, 128 * 1024, 921_600, 1024 * 1024));

    private static final int BLOCK = 1024;
    private static final int FRAMING = 5;
    private static final int HEADER = 133;
    private static final int BITS_OF_A_BYTE = 10;
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private final int times;

    YmodemSpeed(int times) {
        this.times = times;
    }

    /// @param seconds from the header's first byte to the last block's last byte
    /// @param cpuSeconds of the sender up to then
    private record Sent(double seconds, double cpuSeconds) {}

    @Override
    public void run(PrintStream out) throws Exception {
        var table =
                new Table(
                        "YMODEM over a paced line, median of " + times,
                        "sender, baud",
                        "payload/s",
                        "share of the line",
                        "against sb",
                        "CPU per MiB");
        for (var entry : BYTES_BY_BAUD.entrySet()) {
            int baud = entry.getKey();
            int bytes = entry.getValue();
            var ours = new ArrayList<Sent>();
            var theirs = new ArrayList<Sent>();
            for (int k = 0; k < times; k++) {
                theirs.add(lrzsz(baud, bytes));
                ours.add(ours(baud, bytes));
            }
            var sb = median(theirs);
            row(table, "sb, " + baud, baud, bytes, sb, sb);
            row(table, "proofmark (aim: 95 %, 1.00), " + baud, baud, bytes, median(ours), sb);
        }
        table.print(out);
    }

    private static Sent median(List<Sent> all) {
        return new Sent(
                Figures.percentile(all.stream().map(Sent::seconds).toList(), 50),
                Figures.percentile(all.stream().map(Sent::cpuSeconds).toList(), 50));
    }

    private static void row(
            Table table, String name, int baud, int bytes, Sent sent, Sent reference) {
        double rate = bytes / sent.seconds();
        table.row(
                name,
                String.format(Locale.ROOT, "%.0f B", rate),
                String.format(Locale.ROOT, "%.1f %%", rate * BITS_OF_A_BYTE / baud * 100),
                Figures.ratio(reference.seconds() / sent.seconds()),
                Figures.millis(sent.cpuSeconds() / (bytes / MEBIBYTE)));
    }

    private static long lastByte(int bytes) {
        return HEADER + (long) (bytes / BLOCK) * (BLOCK + FRAMING);
    }

    private static Sent lrzsz(int baud, int bytes) throws Exception {
        var folder = Files.createTempDirectory("ymodem");
        var image = Files.write(folder.resolve("image"), content(bytes));
        var rb = receiver(folder);
        var sb =
                start(
                        new ProcessBuilder("sb", "--ymodem", "-k", "-q", image.toString())
                                .redirectError(ProcessBuilder.Redirect.DISCARD));
        try {
            var cpu = new AtomicReference<>(0.0);
            var there =
                    new PacedLine(
                            sb.getInputStream(),
                            rb.getOutputStream(),
                            baud,
                            lastByte(bytes),
                            () -> cpu.set(cpu(sb)));
            var back = new PacedLine(rb.getInputStream(), sb.getOutputStream(), baud, 0, () -> {});
            Thread.ofPlatform().daemon().start(there);
            Thread.ofPlatform().daemon().start(back);
            await(rb, folder, bytes);
            return new Sent(there.seconds(), cpu.get());
        } finally {
            sb.destroyForcibly();
            end(rb, folder);
        }
    }

    private static double cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static Sent ours(int baud, int bytes) throws Exception {
        var folder = Files.createTempDirectory("ymodem");
        var rb = receiver(folder);
        try (var line = new PipeLine()) {
            var there =
                    new PacedLine(line.sent, rb.getOutputStream(), baud, lastByte(bytes), () -> {});
            var back = new PacedLine(rb.getInputStream(), line.heard(), baud, 0, () -> {});
            Thread.ofPlatform().daemon().start(there);
            Thread.ofPlatform().daemon().start(back);
            var threads = ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadCpuTime();
            send(line, bytes);
            double cpu = (threads.getCurrentThreadCpuTime() - before) / 1e9;
            await(rb, folder, bytes);
            return new Sent(there.seconds(), cpu);
        } finally {
            end(rb, folder);
        }
    }

    private static void send(FlashLine line, int bytes) throws IOException, InterruptedException {
        try {
            var _ =
                    new Ymodem(line, Ticker.system(), (_, _) -> {})
                            .send("image.got", new ByteArrayInputStream(content(bytes)), bytes);
        } catch (FlashFailed e) {
            throw new IOException(e);
        }
    }

    private static Process receiver(Path folder) throws IOException {
        return start(
                new ProcessBuilder("rb", "--ymodem", "--binary", "--overwrite", "--quiet")
                        .directory(Files.createDirectory(folder.resolve("got")).toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    "this benchmark needs sb and rb of lrzsz (Debian: apt install lrzsz)", e);
        }
    }

    /// What did not arrive whole was not measured.
    private static void await(Process rb, Path folder, int bytes)
            throws IOException, InterruptedException {
        if (!rb.waitFor(2, TimeUnit.MINUTES)) {
            throw new IOException("rb did not end within 2 minutes");
        }
        try (var got = Files.list(folder.resolve("got"))) {
            var file = got.findFirst().orElseThrow(() -> new IOException("nothing arrived"));
            if (!Arrays.equals(Files.readAllBytes(file), content(bytes))) {
                throw new IOException("what arrived is not what was sent");
            }
        }
    }

    private static void end(Process rb, Path folder) throws IOException {
        rb.destroyForcibly();
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static byte[] content(int bytes) {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    /// The sender's end of the line.
    private static final class PipeLine implements FlashLine, AutoCloseable {
        private final PipedOutputStream out = new PipedOutputStream();
        private final PipedInputStream sent = new PipedInputStream(1 << 16);
        private final LinkedBlockingQueue<Byte> heard = new LinkedBlockingQueue<>();

        private PipeLine() throws IOException {
            out.connect(sent);
        }

        private java.io.OutputStream heard() {
            return new java.io.OutputStream() {
                @Override
                public void write(int one) {
                    heard.add((byte) one);
                }
            };
        }

        @Override
        public int read(byte[] into, Duration limit) throws InterruptedException {
            var one = heard.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            int count = 0;
            while (one != null) {
                into[count++] = one;
                one = count < into.length ? heard.poll() : null;
            }
            return count;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
