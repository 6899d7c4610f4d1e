package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// The supply of a device that is a program: on runs it, off kills all that it started.
/// Thread-safe.
final class ProcessPower implements PowerDriver {
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    /// How long what an earlier life left may take to go; the kernel needs milliseconds.
    private static final Duration LEFTOVERS = Duration.ofSeconds(10);

    private final DeviceProcesses processes;
    private final DeviceEnvironment environment;
    private final Lines lines;
    private final ProcessSettings settings;
    private final Ticker ticker;
    private boolean on;
    private int cycle;

    ProcessPower(
            DeviceProcesses processes,
            DeviceEnvironment environment,
            Lines lines,
            ProcessSettings settings,
            Ticker ticker) {
        this.processes = processes;
        this.environment = environment;
        this.lines = lines;
        this.settings = settings;
        this.ticker = ticker;
    }

    /// What a power switch acts on beside the processes.
    record Lines(NullModem uart, ButtonFifo button, DevicePlace ports) {}

    @Override
    public void on() {
        start(Optional.empty());
    }

    /// The rig's file may say what the clock is at every power-on: a battery that is lost stays so.
    @Override
    public boolean on(Instant clock) {
        return start(Optional.of(clock));
    }

    /// @return whether the device's clock is where it was wanted
    private synchronized boolean start(Optional<Instant> clock) {
        if (on) {
            return false;
        }
        endLeftovers(processes, ticker);
        try {
            lines.uart().powerOn();
            lines.button().powerOn();
            processes.start(settings.command(), environment.atPowerOn(clock));
            on = true;
            cycle++;
            return clock.isPresent() && environment.rtc().map(clock.get()::equals).orElse(true);
        } catch (IOException e) {
            throw new BenchFault.Hardware(
                    Fault.of(
                            "power-on-failed",
                            "the device's command could not be started: " + e.getMessage(),
                            "power on"),
                    e);
        }
    }

    @Override
    public synchronized void off(Duration limit) {
        if (on && settings.stuckAt(cycle)) {
            waitInVain(ticker.deadline("power off", limit));
        }
        cut(limit);
    }

    @Override
    public synchronized boolean isOn() {
        return on;
    }

    @Override
    public synchronized Optional<String> crashed() {
        return on ? processes.ended() : Optional.empty();
    }

    /// Ends what an earlier life left running, of this agent or of one before it.
    static void endLeftovers(DeviceProcesses processes, Ticker ticker) {
        var left = processes.killAll(ticker.deadline("end leftovers", LEFTOVERS));
        if (!left.isEmpty()) {
            throw notCut("processes of an earlier life are left: " + left, LEFTOVERS);
        }
    }

    /// Off, whatever faults are planted.
    synchronized void cut(Duration limit) {
        var deadline = ticker.deadline("power off", limit);
        try {
            lines.uart().cutInput();
            var left = processes.killAll(deadline);
            if (!left.isEmpty()) {
                throw notCut("processes are left: " + left, limit);
            }
            on = false;
            refuseAll(deadline);
            lines.uart().powerOff();
            lines.button().powerOff();
        } catch (IOException e) {
            throw new BenchFault.Hardware(
                    Fault.of("power-not-cut", String.valueOf(e.getMessage()), "power off"), e);
        }
    }

    private void refuseAll(Deadline deadline) {
        for (var bound = lines.ports().boundHere();
                !bound.isEmpty();
                bound = lines.ports().boundHere()) {
            if (deadline.passed()) {
                throw notCut(
                        "somebody still listens at "
                                + lines.ports().address()
                                + " on "
                                + bound
                                + "; only the device may bind that address",
                        deadline.limit());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /// The proof of off, without the off.
    private void waitInVain(Deadline deadline) {
        var left = processes.remaining();
        while (!left.isEmpty() && !deadline.passed()) {
            LockSupport.parkNanos(10 * LOOK_AGAIN_NANOS);
            left = processes.remaining();
        }
        if (!left.isEmpty()) {
            List<Long> pids = left.stream().map(ProcTable.Entry::pid).sorted().toList();
            throw notCut("processes are left: " + pids, deadline.limit());
        }
    }

    private static BenchFault notCut(String what, Duration waited) {
        return new BenchFault.Hardware(
                new Fault(
                        "power-not-cut",
                        "the power-off was not proven: " + what,
                        "power off",
                        waited,
                        ""));
    }
}
