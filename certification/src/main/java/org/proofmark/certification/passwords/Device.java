package org.proofmark.certification.passwords;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.proofmark.bench.Bench;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Mark;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.certification.dialogue.Conversations;
import org.proofmark.certification.dialogue.DialogueResult;
import org.proofmark.certification.dialogue.Place;
import org.proofmark.certification.dialogue.WebSession;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.profile.BootSpec.BootMark;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// The device in the slot: powers it, sees it boot, and finds its interfaces.
final class Device {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final int CONNECT_MILLIS = 1000;
    private static final int LOOKS_PER_SCAN = 15;

    /// The contract's rule for devices that may not bind a port below 1024.
    private static final int SHIFT = 8000;

    /// A service that is just up may answer nonsense; so often it is asked again.
    private static final int UNREADABLE_TRIES = 4;

    private final Bench bench;
    private final Conversations conversations;
    private final Ticker ticker;
    private final Pacing pacing;
    private final Health health;
    private final Map<Integer, Integer> actualPorts = new HashMap<>();
    private final Set<String> readSinceBoot = new HashSet<>();
    private final Set<String> absent = new HashSet<>();
    private String address = "";
    private Deadline booting;
    private long poweredAt;
    private long poweredTicks;

    Device(Bench bench, Conversations conversations, Ticker ticker, Pacing pacing) {
        this.bench = bench;
        this.conversations = conversations;
        this.ticker = ticker;
        this.pacing = pacing;
        this.health = new Health(bench, ticker, pacing);
        this.booting = ticker.deadline("boot", Duration.ZERO);
    }

    /// Off, proven; on; booted.
    void coldStart() {
        coldStart(() -> {}, () -> {});
    }

    /// The same.
    ///
    /// @param whileOff done once while it is proven off
    /// @param meanwhile done again and again while the device boots
    void coldStart(Runnable whileOff, Runnable meanwhile) {
        bench.power().off();
        whileOff.run();
        booting(bench.power().on(), meanwhile);
    }

    /// The same, with the device's own clock at an instant.
    ///
    /// @return false where the slot cannot set it
    boolean coldStart(Instant clock) {
        bench.power().off();
        var start = bench.power().on(clock);
        booting(start.mark(), () -> {});
        return start.clockSet();
    }

    private void booting(Mark on, Runnable meanwhile) {
        poweredAt = on.consolePosition();
        poweredTicks = ticker.nanos();
        health.powered(poweredAt);
        awaitBoot(poweredAt, meanwhile);
    }

    /// Whether it still runs.
    Health health() {
        return health;
    }

    /// When the last power-on returned, in nanoseconds of this process's clock.
    long poweredAtTicks() {
        return poweredTicks;
    }

    /// Where the console stood at the last power-on.
    long poweredAt() {
        return poweredAt;
    }

    /// Waits until every mark of the boot is there.
    ///
    /// @param from where on the console the boot begins
    void awaitBoot(long from) {
        awaitBoot(from, () -> {});
    }

    private void awaitBoot(long from, Runnable meanwhile) {
        var boot = bench.run().profile().boot();
        booting = ticker.deadline("boot", boot.limit());
        readSinceBoot.clear();
        long position = from;
        for (var mark : boot.marks()) {
            switch (mark) {
                case BootMark.OnConsole console ->
                        position = awaitMark(console.pattern(), position, meanwhile);
                case BootMark.Answers answers ->
                        awaitAnswer(
                                bench.run()
                                        .profile()
                                        .interfaceOf(answers.interfaceName())
                                        .orElseThrow(),
                                meanwhile);
            }
        }
        health.ready("boot");
    }

    private long awaitMark(Pattern mark, long from, Runnable meanwhile) {
        var deadline = ticker.deadline("boot: " + mark, booting.remaining());
        return health.await(mark, from, deadline, meanwhile)
                .orElseThrow(() -> health.absent(mark, deadline))
                .end();
    }

    private void awaitAnswer(InterfaceSpec spec, Runnable meanwhile) {
        var step = "boot: " + spec.name() + " answers";
        for (int look = 0; !answers(spec, look % LOOKS_PER_SCAN == 0); look++) {
            meanwhile.run();
            health.overdue(step);
            if (booting.passed()) {
                health.missed(step, booting.limit());
                throw new BenchFault.TimedOut(
                        "boot-timeout",
                        "interface '"
                                + spec.name()
                                + "' took no connection within the limit of the boot"
                                + health.beside(),
                        step,
                        booting.limit(),
                        health.lastOutput());
            }
            pacing.pause(LOOK_AGAIN);
        }
    }

    boolean hasConsole() {
        return bench.run().profile().wiring().contains("console");
    }

    /// A look at all ports takes long: in between, only where the interface should be.
    private boolean answers(InterfaceSpec spec, boolean scan) {
        var known = actualPorts.get(spec.port());
        if (known != null && connects(known)) {
            return true;
        }
        boolean likely =
                known == null
                        && (connects(spec.port())
                                || (spec.port() < 1024 && connects(spec.port() + SHIFT)));
        return (likely || scan) && openPorts().stream().anyMatch(p -> p.nominal() == spec.port());
    }

    private boolean connects(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private String address() {
        if (address.isEmpty()) {
            address = bench.network().address();
        }
        return address;
    }

    /// Looks which ports are open now.
    List<OpenPort> openPorts() {
        var ports = bench.network().openPorts().stream().map(this::asDocumented).toList();
        ports.forEach(p -> actualPorts.put(p.nominal(), p.actual()));
        return ports;
    }

    /// The agent reports 8080 as 80, which a device that may not bind 80 would serve there. A
    /// device whose profile says 8080 means 8080.
    private OpenPort asDocumented(OpenPort port) {
        boolean meant =
                bench.run().profile().interfaces().stream().anyMatch(i -> i.isTcp(port.actual()));
        return meant ? new OpenPort(port.actual(), port.actual()) : port;
    }

    /// Where an interface is, if it is there.
    Optional<Place> place(InterfaceSpec spec) {
        if (spec.protocol() == InterfaceProtocol.UART) {
            return Optional.of(new Place("", 0, 0, false));
        }
        if (!actualPorts.containsKey(spec.port())) {
            openPorts();
        }
        return Optional.ofNullable(actualPorts.get(spec.port()))
                .map(actual -> new Place(address(), spec.port(), actual, spec.tls()));
    }

    /// True where the interface takes a connection now.
    boolean reachable(InterfaceSpec spec) {
        return spec.protocol() == InterfaceProtocol.UART
                || place(spec).map(p -> connects(p.actual())).orElse(false);
    }

    /// Holds a dialogue. Where the device is still booting, an interface that is not there yet is
    /// waited for.
    DialogueResult hold(InterfaceSpec spec, String purpose, Map<String, String> variables) {
        var name = spec.name().value();
        for (int unreadable = 0; ; ) {
            var result = once(spec, purpose, variables);
            boolean young = !booting.passed() && !readSinceBoot.contains(name);
            boolean again =
                    switch (result.outcome()) {
                        case ACCEPTED, REFUSED, LOCKED -> false;
                        case UNREADABLE ->
                                spec.protocol() == InterfaceProtocol.HTTP
                                        && ++unreadable < UNREADABLE_TRIES;
                        case UNREACHABLE -> !absent.contains(name);
                    };
            if (!again || !young) {
                remember(name, result);
                look(spec.name() + ": " + purpose, result.outcome());
                return result;
            }
            health.overdue(spec.name() + ": " + purpose);
            pacing.pause(LOOK_AGAIN);
        }
    }

    /// The host key that an SSH interface shows now.
    Optional<String> hostKey(InterfaceSpec spec) {
        return place(spec).flatMap(conversations::hostKey);
    }

    /// A device that answers is at work; one that does not may have broken down.
    private void look(String step, LoginOutcome outcome) {
        switch (outcome) {
            case ACCEPTED, REFUSED, LOCKED -> health.ready(step);
            case UNREADABLE, UNREACHABLE -> health.unanswered(step);
        }
    }

    /// Logs in and keeps the session, where the interface has such a thing and the login works.
    Optional<WebSession> openSession(InterfaceSpec spec, Map<String, String> variables) {
        return place(spec).flatMap(place -> conversations.keep(spec, place, withLabel(variables)));
    }

    private void remember(String name, DialogueResult result) {
        if (result.outcome() == LoginOutcome.UNREACHABLE) {
            if (!readSinceBoot.contains(name)) {
                absent.add(name);
            }
        } else {
            absent.remove(name);
            readSinceBoot.add(name);
        }
    }

    private DialogueResult once(InterfaceSpec spec, String purpose, Map<String, String> variables) {
        return place(spec)
                .map(place -> conversations.hold(spec, place, purpose, withLabel(variables)))
                .orElseGet(() ->
                        new DialogueResult(
                                LoginOutcome.UNREACHABLE,
                                "port " + spec.port() + " is closed",
                                Map.of(),
                                Optional.empty()));
    }

    private Map<String, String> withLabel(Map<String, String> variables) {
        if (!bench.run().profile().wiring().contains("label")) {
            return variables;
        }
        var all = new HashMap<String, String>();
        bench.label().forEach((key, value) -> all.put("label." + key, value));
        all.putAll(variables);
        return all;
    }
}
