package org.proofmark.rigagent.slot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.bench.wiring.NetworkDriver;
import org.proofmark.domain.profile.PowerSpec;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;

/// Proves that a device is off, beyond what its power's driver says: its console is silent and its
/// ports are closed. Remembers which ports are open then, since those are not the device's.
///
/// Called by one thread at a time, but for [#scan].
final class PowerProof {
    /// How long output may still come after the supply is cut, from buffers on the way.
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(5);

    /// How long a port may still take connections.
    static final Duration PORTS_LIMIT = Duration.ofSeconds(5);

    private static final Duration PORTS_AGAIN = Duration.ofMillis(200);

    private final SlotName slot;
    private final Optional<NetworkDriver> network;
    private final Optional<ConsoleRecorder> recorder;
    private final Ticker ticker;
    private volatile @Nullable Set<Integer> openWhileOff;
    private volatile Set<Integer> seenOfDevice = Set.of();

    PowerProof(
            SlotName slot,
            Optional<NetworkDriver> network,
            Optional<ConsoleRecorder> recorder,
            Ticker ticker) {
        this.slot = slot;
        this.network = network;
        this.recorder = recorder;
        this.ticker = ticker;
    }

    /// @param quiet for how long the console must be silent and the device's ports closed
    /// @throws BenchFault `power-not-cut`
    void prove(String step, Duration quiet) {
        if (recorder.isPresent() && !silent(recorder.get(), step, quiet)) {
            throw new BenchFault.TimedOut(
                    "power-not-cut",
                    "the console of slot "
                            + slot
                            + " went on talking after the power was cut; does the supply reach the"
                            + " device another way?",
                    step,
                    SILENCE_LIMIT.plus(quiet),
                    "");
        }
        network.ifPresent(driver -> provePorts(driver, step, quiet));
    }

    private static boolean silent(ConsoleRecorder console, String step, Duration quiet) {
        try {
            return console.awaitSilence(quiet, SILENCE_LIMIT.plus(quiet));
        } catch (InterruptedException e) {
            throw Slot.stopped(step, e);
        }
    }

    private void provePorts(NetworkDriver driver, String step, Duration quiet) {
        var deadline = ticker.deadline(step, PORTS_LIMIT);
        var open = Set.copyOf(driver.openTcpPorts());
        while (!ofDevice(open).isEmpty()) {
            if (deadline.passed()) {
                throw notCut(ofDevice(open) + " still take connections", step, PORTS_LIMIT);
            }
            pause(step);
            open = Set.copyOf(driver.openTcpPorts());
        }
        // one look is all where the profile names no longer time: the silence took that long
        var gone = ticker.deadline(step, quiet.equals(PowerSpec.SHORTEST) ? Duration.ZERO : quiet);
        while (!gone.passed()) {
            pause(step);
            open = Set.copyOf(driver.openTcpPorts());
            if (!ofDevice(open).isEmpty()) {
                throw notCut(
                        ofDevice(open) + " were closed and took connections again", step, quiet);
            }
        }
        openWhileOff = open;
        seenOfDevice = Set.of();
    }

    private Set<Integer> ofDevice(Set<Integer> open) {
        var left = new TreeSet<>(seenOfDevice);
        left.retainAll(open);
        return left;
    }

    private static BenchFault notCut(String what, String step, Duration waited) {
        return new BenchFault.TimedOut(
                "power-not-cut", "the device's ports " + what, step, waited, "");
    }

    private static void pause(String step) {
        LockSupport.parkNanos(PORTS_AGAIN.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw Slot.stopped(step, new InterruptedException());
        }
    }

    List<OpenPort> scan() {
        var step = "look at network";
        var driver =
                network.orElseThrow(() ->
                        new BenchFault.Hardware(
                                Fault.of("no-network", "slot " + slot + " has no network", step)));
        var base = openWhileOff;
        if (base == null) {
            throw new BenchFault.Hardware(
                    Fault.of(
                            "network-baseline-missing",
                            "the device was never proven off, so nobody can say which ports are its"
                                    + " own; switch it off first",
                            step));
        }
        var ports = DevicePorts.of(driver.openTcpPorts(), base, driver.shiftsLowPorts());
        var seen = new TreeSet<>(seenOfDevice);
        ports.forEach(port -> seen.add(port.actual()));
        seenOfDevice = Set.copyOf(seen);
        return ports.stream().map(p -> new OpenPort(p.nominal(), p.actual())).toList();
    }

    Set<Integer> openWhileOff() {
        var base = openWhileOff;
        return base == null ? Set.of() : base;
    }
}
