package org.proofmark.controller.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.FleetStore;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which rigs are there. One live stream per rig: a second one is refused while the first was heard
/// of within 3 s, else it takes over. Thread-safe.
public final class Fleet {
    /// How often a rig says that it lives.
    public static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /// Two heartbeats missed and one late.
    public static final Duration SUSPECT_AFTER = Duration.ofSeconds(3);

    public static final Duration LOST_AFTER = Duration.ofSeconds(5);

    /// How often the last sight is written down; between, it is in memory.
    private static final Duration WRITE_SIGHT_EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final FleetStore store;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Map<RigId, Present> present = new HashMap<>();
    private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();

    /// @param ticker measures silence
    /// @param clock stamps the last sight, for people
    public Fleet(FleetStore store, Ticker ticker, InstantSource clock) {
        this.store = store;
        this.ticker = ticker;
        this.clock = clock;
    }

    /// Who hears of changes from now on, beside those who do already.
    public void listen(FleetListener heard) {
        listeners.add(heard);
    }

    /// Accepts a rig's stream. Who reads the welcome is known with its slots, and no order comes
    /// before it.
    ///
    /// @throws RefusedException where another live stream has this identity, or no such rig was
    ///   enrolled
    public void connect(
            RigStream stream, RigOrder.Welcome welcome, String agentVersion, RigReport report) {
        var rig = stream.rig();
        synchronized (this) {
            if (store.rig(rig).isEmpty()) {
                throw new RefusedException(
                        Kind.FORBIDDEN,
                        "rig-unknown",
                        "This controller has no rig " + rig + ": enrol it with a new token.");
            }
            replace(present.get(rig), rig);
            var now =
                    new Present(
                            stream, agentVersion, report.slots(), ticker.nanos(), clock.instant());
            write(rig, now);
            present.put(rig, now);
            stream.send(welcome);
        }
        LOG.info("rig {} connected, agent {}, {} slots", rig, agentVersion, report.slots().size());
        listeners.forEach(l -> l.connected(rig, report));
        tellChanged(rig);
    }

    private void replace(@org.jspecify.annotations.Nullable Present former, RigId rig) {
        if (former == null || former.stream.isEmpty()) {
            return;
        }
        if (former.silence(ticker).compareTo(SUSPECT_AFTER) < 0) {
            throw new RefusedException(
                    Kind.EXISTS,
                    "rig-already-connected",
                    "Another agent is connected as rig "
                            + rig
                            + ": stop it, or enrol this one under another name.");
        }
        former.stream
                .get()
                .refuse(
                        new RefusedException(
                                Kind.EXISTS,
                                "rig-taken-over",
                                "This stream was silent and rig " + rig + " has opened another."));
    }

    /// A heartbeat. Ignored where the stream is not the rig's present one.
    public void heartbeat(RigStream stream, RigReport report) {
        boolean changed;
        synchronized (this) {
            var rig = present.get(stream.rig());
            if (rig == null || !rig.isOn(stream)) {
                return;
            }
            changed = rig.liveness(ticker) != Liveness.CONNECTED || rig.said != Liveness.CONNECTED;
            rig.heardNanos = ticker.nanos();
            rig.heardTime = clock.instant();
            rig.spooled = report.spooled();
            rig.said = Liveness.CONNECTED;
            if (!report.slots().isEmpty() && !report.slots().equals(rig.slots)) {
                rig.slots = report.slots();
                changed = true;
                write(stream.rig(), rig);
            }
            if (rig.writeDue(ticker)) {
                write(stream.rig(), rig);
            }
        }
        listeners.forEach(l -> l.heard(stream.rig(), report));
        if (changed) {
            tellChanged(stream.rig());
        }
    }

    /// The stream has ended.
    public void disconnect(RigStream stream) {
        synchronized (this) {
            var rig = present.get(stream.rig());
            if (rig == null || !rig.isOn(stream)) {
                return;
            }
            rig.stream = Optional.empty();
            write(stream.rig(), rig);
        }
        LOG.info("rig {} disconnected", stream.rig());
        tellChanged(stream.rig());
    }

    /// Looks whose silence has passed a limit; called about twice a second.
    public void check() {
        Map<RigId, Liveness> news = new HashMap<>();
        synchronized (this) {
            present.forEach((id, rig) -> {
                var now = rig.liveness(ticker);
                if (now != rig.said) {
                    rig.said = now;
                    news.put(id, now);
                }
            });
        }
        news.forEach((id, now) -> {
            LOG.info("rig {} is {}", id, now);
            tellChanged(id);
        });
    }

    /// Sends to a rig, or does nothing where it is away.
    public void send(RigId rig, RigOrder order) {
        Optional<RigStream> stream;
        synchronized (this) {
            var there = present.get(rig);
            stream = there == null ? Optional.empty() : there.stream;
        }
        stream.ifPresent(s -> s.send(order));
    }

    /// How long ago a rig was heard of; NEVER_SEEN also where it was before this controller
    /// started.
    public synchronized Liveness liveness(RigId rig) {
        var there = present.get(rig);
        return there == null ? Liveness.NEVER_SEEN : there.liveness(ticker);
    }

    /// For how long a rig has been silent; empty where it was not heard of since this controller
    /// started.
    public synchronized Optional<Duration> silence(RigId rig) {
        return Optional.ofNullable(present.get(rig)).map(there -> there.silence(ticker));
    }

    /// The slots that a rig has said it has, since this controller started or before.
    public List<SlotInfo> slots(RigId rig) {
        synchronized (this) {
            var there = present.get(rig);
            if (there != null) {
                return there.slots;
            }
        }
        return store.rig(rig).map(r -> r.slots()).orElse(List.of());
    }

    /// Who has a slot of this rig has changed: tells those who listen for changes.
    public void touched(RigId rig) {
        tellChanged(rig);
    }

    private void tellChanged(RigId rig) {
        listeners.forEach(l -> l.changed(rig));
    }

    /// What is known of every rig that was heard of since this controller started.
    public synchronized Map<RigId, Sight> sights() {
        var all = new HashMap<RigId, Sight>();
        present.forEach((id, rig) ->
                all.put(
                        id,
                        new Sight(
                                rig.liveness(ticker),
                                rig.agentVersion,
                                rig.slots,
                                rig.spooled,
                                rig.heardTime)));
        return all;
    }

    /// A rig as it was last heard of.
    ///
    /// @param spooled records that waited for an acknowledgement; 0 where it has not said
    public record Sight(
            Liveness liveness,
            String agentVersion,
            List<SlotInfo> slots,
            long spooled,
            Instant heardTime) {}

    private void write(RigId rig, Present there) {
        store.seeRig(rig, there.agentVersion, there.slots, clock.instant());
        there.writtenNanos = ticker.nanos();
    }

    private static final class Present {
        private final String agentVersion;
        private Optional<RigStream> stream;
        private List<SlotInfo> slots;
        private long heardNanos;
        private Instant heardTime;
        private long spooled;
        private long writtenNanos;
        private Liveness said = Liveness.CONNECTED;

        Present(
                RigStream stream,
                String agentVersion,
                List<SlotInfo> slots,
                long nanos,
                Instant time) {
            this.heardTime = time;
            this.stream = Optional.of(stream);
            this.agentVersion = agentVersion;
            this.slots = slots;
            this.heardNanos = nanos;
            this.writtenNanos = nanos;
        }

        @SuppressWarnings("ReferenceEquality") // the very stream, not one like it
        boolean isOn(RigStream other) {
            return stream.filter(s -> s == other).isPresent();
        }

        Duration silence(Ticker ticker) {
            return Duration.ofNanos(ticker.nanos() - heardNanos);
        }

        boolean writeDue(Ticker ticker) {
            return Duration.ofNanos(ticker.nanos() - writtenNanos).compareTo(WRITE_SIGHT_EVERY)
                    >= 0;
        }

        Liveness liveness(Ticker ticker) {
            var silence = silence(ticker);
            if (silence.compareTo(LOST_AFTER) >= 0) {
                return Liveness.LOST;
            }
            return stream.isEmpty() || silence.compareTo(SUSPECT_AFTER) >= 0
                    ? Liveness.SUSPECT
                    : Liveness.CONNECTED;
        }
    }
}
