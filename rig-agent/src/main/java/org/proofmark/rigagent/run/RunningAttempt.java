package org.proofmark.rigagent.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.observation.SecretMask;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Deadline;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.run.v1.EvidenceRef;
import org.proofmark.proto.run.v1.Observation;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.proofmark.rigagent.journal.JournalEntry.Kind;
import org.proofmark.rigagent.journal.StorageFault;
import org.proofmark.rigagent.slot.ConsoleEvent;
import org.proofmark.rigagent.slot.ConsoleRecording;
import org.proofmark.rigagent.slot.Slot;
import org.proofmark.wire.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt, from its acceptance to its last record. The first fault breaks it: from then on
/// nothing is observed any more and every bench call answers with that fault. Thread-safe.
final class RunningAttempt {
    /// A run without a limit of its own.
    static final Duration DEFAULT_TIME_LIMIT = Duration.ofHours(2);

    /// How long a suite may take to end by itself after the attempt broke.
    static final Duration FAULT_GRACE = Duration.ofSeconds(20);

    /// How long the console's port may take to be there.
    static final Duration CONSOLE_LIMIT = Duration.ofSeconds(10);

    /// The device ended by itself while it was powered: no fault of the rig.
    static final String DEVICE_EXITED = "device-exited";

    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);

    private final RunOrder order;
    private final Attempt id;
    private final Slot slot;
    private final AttemptParts parts;
    private final AttemptSpool spool;
    private final AttemptRecords records;
    private final AttemptEvidence evidence;
    private final Lease lease;
    private final Deadline timeLimit;
    private final ConsoleRecording recording;
    private final AttemptListener listener;
    private final StepTimes times;
    private final CableWatch cable;
    private final SecretMask mask = new SecretMask();
    private final ConsoleTail tail;
    // guarded by this
    private @Nullable Fault first;
    private @Nullable SuiteProcess suite;
    private @Nullable Deadline grace;
    private boolean killed;
    private boolean ending;

    RunningAttempt(
            RunOrder order,
            Attempt id,
            Slot slot,
            AttemptSpool spool,
            AttemptParts parts,
            AttemptListener listener,
            ConsoleOutlet outlet) {
        this.order = order;
        this.id = id;
        this.slot = slot;
        this.parts = parts;
        this.spool = spool;
        this.records = new AttemptRecords(spool, parts.ticker(), parts.clock());
        this.evidence = new AttemptEvidence(spool, records, listener);
        this.listener = listener;
        this.times = new StepTimes(slot.name(), parts.ticker(), listener);
        this.cable = new CableWatch(slot);
        this.lease = new Lease(parts.ticker(), Times.fromWire(order.getLease()));
        this.timeLimit =
                parts.ticker()
                        .deadline(
                                "the whole run",
                                order.hasTimeLimit()
                                        ? Times.fromWire(order.getTimeLimit())
                                        : DEFAULT_TIME_LIMIT);
        try {
            this.recording = new ConsoleRecording(spool.folder(), parts.ticker(), parts.clock());
        } catch (IOException e) {
            throw new StorageFault(spool.folder(), e);
        }
        this.tail = new ConsoleTail(id, recording, mask, outlet);
    }

    /// Hides what it learns of in what people see of the console.
    SecretMask mask() {
        return mask;
    }

    Attempt id() {
        return id;
    }

    RunOrder order() {
        return order;
    }

    Slot slot() {
        return slot;
    }

    Lease lease() {
        return lease;
    }

    ConsoleRecording recording() {
        return recording;
    }

    /// The fault that broke the attempt.
    synchronized Optional<Fault> fault() {
        return Optional.ofNullable(first);
    }

    /// @throws BenchFault with the first fault, where the attempt is broken or at its end
    void check() {
        var fault = fault();
        if (fault.isPresent()) {
            throw new BenchFault.Broken(fault.get());
        }
    }

    /// Breaks the attempt, unless it is broken. A later fault only leaves a line for people. Where
    /// the device ended by itself, that is the cause, whatever came of it.
    void fail(Fault caused) {
        var fault = slot.crashed().map(crash -> deviceExited(crash, caused)).orElse(caused);
        Runnable write;
        synchronized (this) {
            if (spool.ended()) {
                return;
            }
            if (first == null) {
                first = fault;
                grace = parts.ticker().deadline("end of the suite", FAULT_GRACE);
                times.broken();
                LOG.warn("{} is broken: {}: {}", id, fault.code(), fault.what());
                write = () -> records.fault(fault);
            } else {
                LOG.info("{}: after the first fault: {}", id, fault);
                write = () -> records.progress("after the first fault: " + fault.code());
            }
            atAllCosts("a fault", write);
        }
        recording.wake();
    }

    /// Breaks the attempt and ends its suite at once.
    void stop(Fault fault) {
        fail(fault);
        kill();
    }

    /// Records an observation, its secrets sealed.
    ///
    /// @throws BenchFault where the attempt is broken: nothing is observed after a fault
    synchronized long observe(Observation sealed) {
        check();
        if (sealed.hasLoginTried()) {
            times.login(sealed.getLoginTried().getOutcome());
        } else {
            times.recorded();
        }
        return records.observation(sealed);
    }

    synchronized long progress(String step) {
        check();
        times.recorded();
        return records.progress(step);
    }

    /// The suite's order to switch the supply was carried out.
    void powered(boolean on) {
        if (on) {
            times.poweredOn();
        } else {
            times.poweredOff();
        }
    }

    synchronized EvidenceRef putEvidence(String name, String mediaType, byte[] content) {
        check();
        return evidence.put(name, mediaType, content);
    }

    /// Looks at the lease, the time limit and the device; called about once a second.
    void tick() {
        if (lease.over()) {
            stop(
                    Fault.of(
                            "lease-expired",
                            "the lease of " + id + " ran out and the controller did not renew it",
                            "lease"));
        }
        if (timeLimit.passed()) {
            stop(
                    new Fault(
                            "suite-hung",
                            "the suite did not come to its end within the run's time limit",
                            timeLimit.step(),
                            timeLimit.limit(),
                            ""));
        }
        Deadline patience;
        synchronized (this) {
            patience = grace;
        }
        if (patience != null && patience.passed()) {
            kill();
        }
        noteTrouble();
    }

    private void noteTrouble() {
        boolean over;
        synchronized (this) {
            over = ending || first != null;
        }
        if (!over) {
            cable.lookAside(this::fail);
            slot.crashed()
                    .map(crash -> Fault.of(DEVICE_EXITED, crash, "keep the device powered"))
                    .ifPresent(this::fail);
        }
    }

    private static Fault deviceExited(String crash, Fault caused) {
        return caused.code().equals(DEVICE_EXITED)
                ? caused
                : new Fault(
                        DEVICE_EXITED, crash, caused.step(), caused.waited(), caused.lastOutput());
    }

    private synchronized void kill() {
        killed = true;
        if (suite != null) {
            suite.kill();
        }
    }

    /// Runs the attempt to its end on this thread; whatever happens, it ends with its last record
    /// and the slot in order.
    ///
    /// @return true when the slot is held, powered, for what comes next
    boolean run(BlobCache blobs, BenchSockets sockets) {
        try {
            play(blobs, sockets);
        } catch (BenchFault e) {
            fail(e.fault());
        } catch (StorageFault e) {
            fail(diskFull(e));
        } catch (IOException | RuntimeException e) {
            LOG.error("{} met a defect of the agent", id, e);
            fail(Fault.of("agent-defect", String.valueOf(e), "run the attempt"));
        } catch (InterruptedException e) {
            // the end below must not be interrupted; the thread ends with it
            fail(Fault.of("agent-stops", "the agent stops", "run the attempt"));
        }
        return end();
    }

    private void play(BlobCache blobs, BenchSockets sockets)
            throws IOException, InterruptedException {
        parts.services().apply(slot.name()).asAtFirst();
        slot.beginRecording(recording, this::onConsole);
        tail.start();
        selfTest();
        cable.begin();
        var jar =
                blobs.fetch(new Digest(order.getSuiteDigest()), ".jar", () -> fault().isPresent());
        var profile =
                blobs.fetch(
                        new Digest(order.getProfileDigest()), ".yaml", () -> fault().isPresent());
        slot.awaitConsole(CONSOLE_LIMIT);
        var inputs = RunInputs.of(order, parts.sealing());
        inputs.tell(mask);
        var rpc = new BenchRpc(this, parts, new BenchRpc.SuiteFiles(jar, profile, blobs), inputs);
        try (var server = sockets.serve(rpc)) {
            int code =
                    await(
                            SuiteProcess.start(
                                    parts.runtime(),
                                    slot.inside(),
                                    server.socket(),
                                    spool.folder()));
            if (code != 0 && fault().isEmpty()) {
                fail(
                        Fault.of(
                                "suite-crashed",
                                "the suite process ended with exit code "
                                        + code
                                        + "; its output is in suite.log",
                                "run the suite"));
            }
        }
    }

    /// A slot in quarantine is tried again before anything else is done in it.
    private void selfTest() {
        if (!slot.quarantine().isEmpty()) {
            var trouble = slot.safeState(Optional.of(id), "self-test");
            if (trouble.isPresent()) {
                throw new BenchFault.Hardware(trouble.get());
            }
        }
    }

    private int await(SuiteProcess started) throws InterruptedException {
        synchronized (this) {
            suite = started;
            if (killed) {
                started.kill();
            }
        }
        try {
            parts.journal()
                    .write(
                            Kind.SUITE_STARTED,
                            Optional.of(slot.name()),
                            Optional.of(id),
                            Map.of("pid", String.valueOf(started.pid()), "start", started.start()));
            return started.await();
        } finally {
            started.kill();
        }
    }

    private void onConsole(ConsoleEvent event) {
        switch (event) {
            case ConsoleEvent.HungUp gone ->
                    fail(
                            Fault.of(
                                    "console-lost",
                                    "the console of slot "
                                            + slot.name()
                                            + " is gone at byte "
                                            + gone.position()
                                            + ": "
                                            + gone.reason(),
                                    "record console"));
            case ConsoleEvent.Lost lost ->
                    fail(
                            Fault.of(
                                    "console-bytes-lost",
                                    lost.bytes()
                                            + " bytes were lost on the console before byte "
                                            + lost.position(),
                                    "record console"));
            case ConsoleEvent.NotRecorded not ->
                    fail(Fault.of("console-not-recorded", not.reason(), "record console"));
            case ConsoleEvent.Back back -> {
                synchronized (this) {
                    if (!ending) {
                        atAllCosts(
                                "a return",
                                () ->
                                        records.progress(
                                                "the console is back after "
                                                        + back.away().toMillis()
                                                        + " ms"));
                    }
                }
            }
        }
    }

    private boolean end() {
        // before the power goes, which may take the link with it
        cable.look().ifPresent(this::fail);
        synchronized (this) {
            ending = true;
        }
        boolean held = false;
        if (order.getHold() && fault().isEmpty()) {
            slot.releaseButtons(Optional.of(id)).ifPresent(this::fail);
            held = fault().isEmpty();
        }
        if (!held) {
            slot.safeState(Optional.of(id), "end of attempt").ifPresent(this::fail);
        }
        parts.services().apply(slot.name()).asAtFirst();
        slot.endRecording();
        tail.close();
        try {
            recording.close();
        } catch (IOException e) {
            fail(Fault.of("console-not-recorded", String.valueOf(e), "close console recording"));
        }
        atAllCosts(
                "evidence",
                () -> {
                    evidence.capture(parts.journal());
                });
        boolean completed = fault().isEmpty();
        atAllCosts("the end", () -> records.ended(completed));
        atAllCosts(
                "the end",
                () -> {
                    parts.journal()
                            .write(
                                    Kind.ATTEMPT_ENDED,
                                    Optional.of(slot.name()),
                                    Optional.of(id),
                                    Map.of("completed", String.valueOf(completed)));
                });
        LOG.info("{} has ended, {}", id, completed ? "completed" : "broken");
        listener.ended(fault());
        return held && completed;
    }

    /// Writes something even on a full disk, from the reserve.
    private void atAllCosts(String what, Runnable write) {
        try {
            write.run();
        } catch (StorageFault e) {
            LOG.error("{}: {} does not fit on the disk; the reserve is used", id, what, e);
            parts.disk().releaseReserve();
            if (first == null) {
                fail(diskFull(e));
            }
            tryAgain(what, write);
        } catch (IllegalStateException e) {
            LOG.warn("{}: {} came after the last record", id, what, e);
        }
    }

    private void tryAgain(String what, Runnable write) {
        try {
            write.run();
        } catch (StorageFault e) {
            LOG.error("{}: {} is not recorded: the next start of the agent says so", id, what, e);
        }
    }

    static Fault diskFull(StorageFault e) {
        return Fault.of("disk-full", String.valueOf(e.getMessage()), "write to the rig's disk");
    }
}
