package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.time.Ticker;

/// Moves bytes between the masters of two pseudo-terminals: the device's UART and the agent's
/// console line. Belongs to one thread, but for [#lostBytes].
final class UartPump {
    /// Some 90 s of a busy line at 115200 baud: an agent that sleeps longer has a gap.
    static final int TO_AGENT_BYTES = 1 << 20;

    /// A device that does not read its UART loses what comes beyond, as a real one does.
    static final int TO_DEVICE_BYTES = 1 << 16;

    private static final int READ_BYTES = 4096;

    /// How soon a full line is tried again.
    private static final int RETRY_MILLIS = 10;

    /// How long a power-off waits for the agent to read what the device had sent.
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

    /// The kernel moves bytes behind our back: nothing unread counts when seen twice.
    private static final int QUIET_LOOKS = 2;

    private final Pty device;
    private final Path agentLink;
    private final Ticker ticker;
    private final LineFaults faults;
    private final Consumer<Duration> cable;
    private final int wake;
    private final AtomicLong lost = new AtomicLong();
    private final byte[] buffer = new byte[READ_BYTES];
    private final ByteRing toAgent = new ByteRing(TO_AGENT_BYTES);
    private final ByteRing toDevice = new ByteRing(TO_DEVICE_BYTES);
    private @Nullable Pty agent;
    private long backAtNanos;
    private boolean powered;
    private boolean agentFull;
    private boolean deviceFull;

    private UartPump(Pty device, Pty agent, Path agentLink, int wake, Line line) {
        this.device = device;
        this.agent = agent;
        this.agentLink = agentLink;
        this.wake = wake;
        this.ticker = line.ticker();
        this.faults = new LineFaults(line.faults());
        this.cable = line.cable();
    }

    /// @param slot names the line
    /// @param cable has the network's cable fall out for that long; called on the pump's thread
    record Line(String slot, Ticker ticker, List<LabFault> faults, Consumer<Duration> cable) {}

    /// Opens both ends at these paths.
    ///
    /// @param wake a descriptor that ends a wait when it becomes readable
    static UartPump open(Path deviceLink, Path agentLink, int wake, Line line) throws IOException {
        var device = Pty.open(deviceLink);
        try {
            return new UartPump(device, Pty.open(agentLink), agentLink, wake, line);
        } catch (IOException e) {
            device.close();
            throw e;
        }
    }

    long lostBytes() {
        return lost.get();
    }

    /// Waits until there is something to move, and moves it.
    void pumpOnce() throws IOException {
        plugInWhenDue();
        int agentMaster = agent == null ? -1 : agent.master();
        boolean retry = agentFull || deviceFull;
        int[] fds = {wake, device.master(), agentMaster};
        int[] wanted = {
            Posix.READABLE,
            Posix.READABLE | (toDevice.isEmpty() || deviceFull ? 0 : Posix.WRITABLE),
            Posix.READABLE | (toAgent.isEmpty() || agentFull ? 0 : Posix.WRITABLE)
        };
        int[] happened = Posix.poll(fds, wanted, retry ? RETRY_MILLIS : untilPlugIn());
        if (happened[0] != 0) {
            Posix.read(wake, new byte[8]);
        }
        if (happened[1] != 0) {
            takeFromDevice();
        }
        if (happened[2] != 0) {
            takeFromAgent();
        }
        giveToDevice();
        giveToAgent();
    }

    /// Makes the device's end raw and empty, and lets the agent's writes through.
    void startCycle() throws IOException {
        device.renew();
        device.discardUnread();
        discardFromAgent();
        faults.powerOn();
        powered = true;
    }

    /// Drops what the agent writes from now on.
    void cutInput() {
        powered = false;
        toDevice.clear();
    }

    /// Delivers what the device had sent, and then lets nothing of it remain in either direction.
    void endCycle() throws IOException {
        cutInput();
        device.renew();
        device.discardUnread();
        while (takeFromDevice() > 0) {
            giveToAgent();
        }
        if (!deliveredWithin(FLUSH_LIMIT)) {
            lost.addAndGet(toAgent.clear());
            lost.addAndGet(agent == null ? 0 : agent.discardUnread());
        }
    }

    void close() {
        if (agent != null) {
            agent.close();
        }
        device.close();
    }

    /// True once the agent has read all that was there; false where it does not read.
    private boolean deliveredWithin(Duration limit) throws IOException {
        var deadline = ticker.deadline("flush the console at power-off", limit);
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            if (deadline.passed()) {
                return false;
            }
            giveToAgent();
            quiet = toAgent.isEmpty() && (agent == null || agent.unread() == 0) ? quiet + 1 : 0;
            Posix.poll(new int[] {-1}, new int[] {0}, 1);
        }
        return true;
    }

    private int takeFromDevice() throws IOException {
        int got = Posix.read(device.master(), buffer);
        if (got < 0) {
            device.renew(); // hung up: see there
            return 0;
        }
        if (got == 0) {
            return 0;
        }
        var effect = faults.next(buffer, got);
        lost.addAndGet(effect.lost());
        if (agent != null) {
            lost.addAndGet(toAgent.add(buffer, 0, effect.kept()));
        }
        effect.cableOut().ifPresent(cable);
        if (effect.unplug().isPresent()) {
            unplug(effect.unplug().get());
        }
        return got;
    }

    private void takeFromAgent() throws IOException {
        if (agent == null) {
            return;
        }
        int got = Posix.read(agent.master(), buffer);
        if (got < 0) {
            agent.close(); // hung up by its user: a fresh line at the same path
            agent = Pty.open(agentLink);
        } else if (powered) {
            toDevice.add(buffer, 0, got);
        }
    }

    /// What was written before the power-on but is still under way does not reach the device.
    private void discardFromAgent() throws IOException {
        toDevice.clear();
        while (agent != null
                && Posix.poll(new int[] {agent.master()}, new int[] {Posix.READABLE}, 1)[0] != 0) {
            takeFromAgent();
        }
    }

    private void giveToDevice() throws IOException {
        deviceFull = !give(toDevice, device.master());
    }

    private void giveToAgent() throws IOException {
        agentFull = agent != null && !give(toAgent, agent.master());
    }

    /// @return false where there was no room
    private boolean give(ByteRing ring, int master) throws IOException {
        while (!ring.isEmpty()) {
            int length = ring.peek(buffer);
            int done = Posix.write(master, buffer, 0, length);
            if (done <= 0) {
                return false;
            }
            ring.remove(done);
        }
        return true;
    }

    private void unplug(Duration outage) throws IOException {
        giveToAgent();
        toAgent.clear();
        if (agent != null) {
            agent.close();
            agent = null;
        }
        backAtNanos = ticker.nanos() + outage.toNanos();
    }

    private void plugInWhenDue() throws IOException {
        if (agent == null && ticker.nanos() - backAtNanos >= 0) {
            dropFromDevice();
            agent = Pty.open(agentLink);
        }
    }

    /// What the device said into the unplugged line and is still under way is lost with it.
    private void dropFromDevice() throws IOException {
        for (int i = 0; i < TO_AGENT_BYTES / READ_BYTES; i++) {
            int[] happened = Posix.poll(new int[] {device.master()}, new int[] {Posix.READABLE}, 1);
            if (happened[0] == 0 || takeFromDevice() == 0) {
                return;
            }
        }
    }

    /// Milliseconds for poll, rounded up; -1 where nothing is due.
    private int untilPlugIn() {
        if (agent != null) {
            return -1;
        }
        long left = Math.max(0, backAtNanos - ticker.nanos());
        return (int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1);
    }
}
