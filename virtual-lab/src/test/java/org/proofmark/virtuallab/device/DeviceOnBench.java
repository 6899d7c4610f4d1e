package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.ConsoleFeed;
import org.proofmark.bench.Noise;
import org.proofmark.domain.time.Ticker;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A simulated device as a process, with the contract's surroundings: pty, FIFO, flash, label.
final class DeviceOnBench implements AutoCloseable {
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final int TYPED_TRIES = 12;
    private static final AtomicInteger NEXT = new AtomicInteger(2);

    private final String id;
    private final String batch;
    private final Path folder;
    private final List<String> launcher;
    private int percent = 100;
    private String rtc = "2026-11-22T12:00:00Z";
    private final String address;
    private final RandomAccessFile button;
    private final StringBuilder console = new StringBuilder();
    private final ConsoleFeed feed = new ConsoleFeed(Ticker.system(), Noise.of(Optional.empty()));
    private Pty pty;
    private @Nullable Process process;

    DeviceOnBench(String id) throws IOException, InterruptedException {
        this(id, "2026-A", List.of());
    }

    /// @param launcher stands before the device's command
    DeviceOnBench(String id, String batch, List<String> launcher)
            throws IOException, InterruptedException {
        this.id = id;
        this.batch = batch;
        this.launcher = launcher;
        folder = Files.createTempDirectory("device-" + id + "-");
        long pid = ProcessHandle.current().pid();
        address =
                "127." + (128 + pid % 100) + "." + (pid / 100 % 250) + "." + NEXT.getAndIncrement();
        Files.createDirectory(folder.resolve("state"));
        if (new ProcessBuilder("mkfifo", folder.resolve("button").toString()).start().waitFor()
                != 0) {
            throw new IOException("mkfifo failed in " + folder);
        }
        button = new RandomAccessFile(folder.resolve("button").toFile(), "rw");
        pty = Pty.open();
        Files.createSymbolicLink(folder.resolve("uart"), pty.path());
        listen(pty);
    }

    /// With so many percent of the device's own times, from the next power-on.
    DeviceOnBench atTimes(int percent) {
        this.percent = percent;
        return this;
    }

    /// With another clock, from the next power-on.
    DeviceOnBench at(String rtc) {
        this.rtc = rtc;
        return this;
    }

    private void listen(Pty to) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    for (var bytes = to.read(); bytes.length > 0; bytes = to.read()) {
                        feed.piece(feed.end(), bytes);
                        record(new String(bytes, StandardCharsets.UTF_8));
                    }
                });
    }

    private void record(String text) {
        synchronized (console) {
            console.append(text);
            console.notifyAll();
        }
    }

    /// The console as a suite sees it.
    ConsoleFeed feed() {
        return feed;
    }

    String address() {
        return address;
    }

    Path state() {
        return folder.resolve("state");
    }

    long pid() {
        return running().pid();
    }

    boolean isAlive() {
        return running().isAlive();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("off");
        }
        return process;
    }

    /// Powers on and waits until the login prompt is there.
    void boot() throws IOException {
        int from = position();
        powerOn(false);
        await("login: $", from);
    }

    void powerOn(boolean pressed) throws IOException {
        button.write((pressed ? "1\n" : "0\n").getBytes(StandardCharsets.US_ASCII));
        process = builder().start();
    }

    private ProcessBuilder builder() {
        var command = new ArrayList<>(launcher);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--id",
                        id,
                        "--times",
                        String.valueOf(percent)));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(variables());
        builder.redirectOutput(folder.resolve("log").toFile());
        builder.redirectErrorStream(true);
        return builder;
    }

    private Map<String, String> variables() {
        return Map.ofEntries(
                Map.entry("PATH", "/usr/bin:/bin"),
                Map.entry("DUT_SERIAL", folder.resolve("uart").toString()),
                Map.entry("DUT_STATE", state().toString()),
                Map.entry("DUT_ADDRESS", address),
                Map.entry("DUT_BUTTON", folder.resolve("button").toString()),
                Map.entry("DUT_MAC", "02:00:5e:00:00:01"),
                Map.entry("DUT_SERIAL_NUMBER", "SN000001"),
                Map.entry("DUT_BATCH", batch),
                Map.entry("DUT_MANUFACTURED", "2026-03-01"),
                Map.entry("DUT_LABEL", folder.resolve("label.json").toString()),
                Map.entry("DUT_RTC", rtc));
    }

    /// Cuts the power as the lab does.
    void powerOff() {
        running().destroyForcibly().onExit().join();
    }

    void press() throws IOException {
        button.write("1\n".getBytes(StandardCharsets.US_ASCII));
    }

    void release() throws IOException {
        button.write("0\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// Holds the button until the device says that it has erased its settings and is up again;
    /// returns where on the console the reset began.
    int reset() throws IOException {
        int from = position();
        press();
        await("settings erased", from);
        release();
        await("READY .*login: $", from);
        return from;
    }

    int position() {
        synchronized (console) {
            return console.length();
        }
    }

    /// Types again and again until the pattern comes: what is typed while a device opens its UART
    /// anew is lost, and a person types again.
    void typeUntil(String text, String pattern) {
        int from = position();
        for (int tries = 1; ; tries++) {
            type(text);
            try {
                await(pattern, from, LIMIT_NANOS / TYPED_TRIES);
                return;
            } catch (AssertionError e) {
                if (tries == TYPED_TRIES) {
                    throw e;
                }
            }
        }
    }

    /// Waits for a pattern at or after a position; returns group 1, or the whole match.
    String await(String pattern, int from) {
        return await(pattern, from, LIMIT_NANOS);
    }

    private String await(String pattern, int from, long limitNanos) {
        var compiled = Pattern.compile(pattern, Pattern.DOTALL);
        long start = System.nanoTime();
        synchronized (console) {
            while (true) {
                var matcher = compiled.matcher(console).region(from, console.length());
                if (matcher.find()) {
                    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
                }
                long left = limitNanos - (System.nanoTime() - start);
                if (left <= 0) {
                    throw new AssertionError(
                            "no '"
                                    + pattern
                                    + "' on the console; log: "
                                    + log()
                                    + "\nsaid: "
                                    + console.substring(from));
                }
                waitOn(left);
            }
        }
    }

    private void waitOn(long nanos) {
        try {
            console.wait(Math.max(1, nanos / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String since(int from) {
        synchronized (console) {
            return console.substring(from);
        }
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void type(String text) {
        pty.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Unplugs the console and plugs another in under the same path.
    void replugConsole() throws IOException, InterruptedException {
        pty.close();
        var other = Pty.open();
        Files.delete(folder.resolve("uart"));
        Files.createSymbolicLink(folder.resolve("uart"), other.path());
        pty = other;
        listen(other);
    }

    Map<String, String> label() throws IOException {
        return JsonMapper.builder()
                .build()
                .readValue(
                        Files.readString(folder.resolve("label.json")), new TypeReference<>() {});
    }

    String labelPassword() throws IOException {
        return label().getOrDefault("password", "");
    }

    /// The port that takes connections for a nominal one: itself, or + 8000.
    int port(int nominal) {
        for (int port : List.of(nominal, nominal + 8000)) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), 1000);
                return port;
            } catch (IOException _) {
                // the next
            }
        }
        throw new AssertionError("nobody at " + address + " port " + nominal + "; log: " + log());
    }

    /// What a port says to a connection, up to these words.
    String said(int port, String end) throws IOException {
        try (var socket = new Socket(address, port)) {
            socket.setSoTimeout(60_000);
            var said = new StringBuilder();
            while (!said.toString().endsWith(end)) {
                int c = socket.getInputStream().read();
                if (c < 0) {
                    throw new AssertionError("closed after " + said);
                }
                said.append((char) c);
            }
            return said.toString();
        }
    }

    boolean answers(int nominal) {
        try {
            return port(nominal) > 0;
        } catch (AssertionError _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            powerOff();
        }
        pty.close();
        button.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
