package org.proofmark.bench.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.Bench;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Button;
import org.proofmark.bench.Console;
import org.proofmark.bench.ConsoleFeed;
import org.proofmark.bench.Flasher;
import org.proofmark.bench.Hearing;
import org.proofmark.bench.Mark;
import org.proofmark.bench.Network;
import org.proofmark.bench.Noise;
import org.proofmark.bench.Power;
import org.proofmark.bench.Recorder;
import org.proofmark.bench.RunContext;
import org.proofmark.bench.Updates;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Ticker;

/// A bench for a device that runs in this JVM: what a rig's bench does, without a rig. It keeps
/// everything that was recorded, for whoever tries a suite. Thread-safe.
public final class MemoryBench implements Bench {
    private final RunContext run;
    private final MemoryDevice device;
    private final Ticker ticker;
    private final ConsoleFeed feed;
    private final MemoryRecorder recorder = new MemoryRecorder();
    private final Updates updates;
    private boolean on;
    private @Nullable BenchFault first;

    /// The device is off, and nothing is there to update it.
    public MemoryBench(RunContext run, MemoryDevice device, Ticker ticker) {
        this(run, device, ticker, new NoUpdates());
    }

    /// The device is off.
    ///
    /// @param updates what serves it
    public MemoryBench(RunContext run, MemoryDevice device, Ticker ticker, Updates updates) {
        this.updates = updates;
        this.run = run;
        this.device = device;
        this.ticker = ticker;
        this.feed = new ConsoleFeed(ticker, Noise.of(run.profile().console()));
    }

    /// Breaks the attempt: every later call throws this fault.
    public synchronized void breakWith(BenchFault fault) {
        if (first == null) {
            first = fault;
        }
    }

    /// Everything that was observed, in order.
    public List<Observation> observations() {
        return List.copyOf(recorder.observations);
    }

    /// The steps that were said.
    public List<String> steps() {
        return List.copyOf(recorder.steps);
    }

    /// Evidence by name.
    public Map<String, byte[]> evidence() {
        synchronized (recorder) {
            return Map.copyOf(recorder.evidence);
        }
    }

    /// The value behind a secret's name.
    public String value(Secret secret) {
        synchronized (recorder) {
            return Optional.ofNullable(recorder.values.get(secret.id()))
                    .orElseThrow(() -> new IllegalArgumentException("no secret " + secret.id()));
        }
    }

    /// Loses bytes of the console here.
    public void loseConsole(long bytes, String reason) {
        feed.gap(feed.end(), bytes, reason);
    }

    private synchronized void check() {
        if (first != null) {
            throw first;
        }
    }

    private synchronized BenchFault broken(BenchFault fault) {
        if (first == null) {
            first = fault;
        }
        return first;
    }

    private Mark mark() {
        return new Mark(feed.end(), ticker.nanos());
    }

    private synchronized void uart(byte[] bytes) {
        // what a device says after its power was cut is heard by nobody
        if (on) {
            feed.piece(feed.end(), bytes);
        }
    }

    @Override
    public RunContext run() {
        return run;
    }

    @Override
    public Power power() {
        return new Power() {
            @Override
            public Mark on() {
                var mark = begin();
                mark.ifPresent(_ -> device.powerOn(MemoryBench.this::uart));
                return mark.orElseGet(MemoryBench.this::mark);
            }

            @Override
            public Start on(Instant clock) {
                var mark = begin();
                boolean set = mark.isPresent() && device.powerOn(MemoryBench.this::uart, clock);
                return new Start(mark.orElseGet(MemoryBench.this::mark), set);
            }

            // empty where it is on already
            private Optional<Mark> begin() {
                check();
                var mark = mark();
                synchronized (MemoryBench.this) {
                    boolean was = on;
                    on = true;
                    return was ? Optional.empty() : Optional.of(mark);
                }
            }

            @Override
            public Mark off() {
                check();
                device.powerOff();
                synchronized (MemoryBench.this) {
                    on = false;
                }
                return mark();
            }
        };
    }

    @Override
    public Button button(String name) {
        return new Button() {
            @Override
            public Mark press() {
                return set(true);
            }

            @Override
            public Mark release() {
                return set(false);
            }

            private Mark set(boolean pressed) {
                check();
                var mark = mark();
                device.button(name, pressed);
                return mark;
            }
        };
    }

    @Override
    public Console console() {
        return new Console() {
            @Override
            public long position() {
                check();
                return feed.end();
            }

            @Override
            public Match expect(String step, List<Pattern> patterns, long from, Duration limit) {
                return await(step, patterns, from, limit)
                        .orElseThrow(() -> broken(feed.timedOut(step, patterns, from, limit)));
            }

            @Override
            public Optional<Match> await(
                    String step,
                    List<Pattern> patterns,
                    long from,
                    Duration limit,
                    Hearing hearing) {
                check();
                try {
                    return feed.await(step, patterns, from, limit, hearing);
                } catch (BenchFault fault) {
                    throw broken(fault);
                }
            }

            @Override
            public String since(long position) {
                check();
                return feed.since(position);
            }

            @Override
            public void write(byte[] bytes) {
                check();
                device.type(bytes);
            }
        };
    }

    @Override
    public Network network() {
        return new Network() {
            @Override
            public String address() {
                check();
                return device.address();
            }

            @Override
            public Optional<String> mac() {
                check();
                return device.mac();
            }

            @Override
            public List<OpenPort> openPorts() {
                check();
                return device.openPorts();
            }
        };
    }

    @Override
    public Flasher flasher() {
        return image -> {
            check();
            on = true;
            return device.flash(image, this::uart)
                    .orElseThrow(() ->
                            broken(
                                    new BenchFault.Hardware(
                                            Fault.of(
                                                    "no-flasher",
                                                    "nothing writes the image '" + image + "'",
                                                    "flash"))));
        };
    }

    @Override
    public Updates updates() {
        check();
        return updates;
    }

    @Override
    public Map<String, String> label() {
        check();
        return device.label();
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }

    private final class MemoryRecorder implements Recorder {
        private final List<Observation> observations = new CopyOnWriteArrayList<>();
        private final List<String> steps = new CopyOnWriteArrayList<>();
        private final Map<String, byte[]> evidence = new HashMap<>();
        private final Map<String, Secret> secrets = new HashMap<>();
        private final Map<String, String> values = new HashMap<>();

        @Override
        public void observe(Observation observation) {
            check();
            observations.add(observation);
        }

        @Override
        public synchronized Secret secret(String value) {
            return secrets.computeIfAbsent(
                    value,
                    v -> {
                        var secret = new Secret("s" + (values.size() + 1));
                        values.put(secret.id(), v);
                        return secret;
                    });
        }

        @Override
        public void progress(String step) {
            check();
            steps.add(step);
        }

        @Override
        public synchronized EvidenceRef evidence(String name, String mediaType, byte[] content) {
            check();
            evidence.put(name, content.clone());
            return new EvidenceRef(Digest.of(content), name, mediaType, content.length);
        }
    }

    /// The console as text, for whoever wants to look.
    public String consoleText() {
        return new String(
                feed.since(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
}
