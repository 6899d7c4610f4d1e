package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.proofmark.bench.wiring.ButtonDriver;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;

/// A slot of kind `process` in a folder of its own, as an agent would open it.
final class TestSlot implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final boolean own;
    private final Wiring wiring;
    private final TestConsole console;

    private TestSlot(Path folder, boolean own, Wiring wiring) throws IOException {
        this.folder = folder;
        this.own = own;
        this.wiring = wiring;
        this.console = new TestConsole(wiring.serial().orElseThrow().path());
    }

    static TestSlot open(String command) throws IOException {
        return open(command, Map.of());
    }

    static TestSlot open(String command, Map<String, Object> more) throws IOException {
        return open(Isolation.probe(), command, more);
    }

    static TestSlot open(Isolation isolation, String command, Map<String, Object> more)
            throws IOException {
        var folder = Files.createTempDirectory("lab");
        return new TestSlot(folder, true, wiring(folder, isolation, command, more));
    }

    /// Opens a folder that another one left.
    static TestSlot again(Path folder, String command) throws IOException {
        return again(folder, command, Map.of());
    }

    static TestSlot again(Path folder, String command, Map<String, Object> more)
            throws IOException {
        var wiring = wiring(folder, Isolation.probe(), command, more);
        return new TestSlot(folder, false, wiring);
    }

    static Wiring wiring(
            Path folder, Isolation isolation, String command, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("command", command);
        return new ProcessWiringKind(InstantSource.system(), isolation)
                .open(site(folder), settings);
    }

    static SlotSite site(Path folder) {
        return new SlotSite(
                new SlotId(new RigId("rig"), new SlotName("a")),
                0,
                folder.resolve("slot"),
                folder,
                new SlotSite.RigServices(
                        "127.0.0.1:123", "http://127.0.0.1:8080/", folder.resolve("trust.pem")),
                TestNetwork::serve,
                Ticker.system());
    }

    /// Both ways to hold a device together, for data providers.
    static Object[][] isolations() {
        var best = Isolation.probe();
        return best.hasNamespace()
                ? new Object[][] {{best}, {Isolation.none()}}
                : new Object[][] {{Isolation.none()}};
    }

    PowerDriver power() {
        return wiring.power().orElseThrow();
    }

    void off() {
        power().off(LIMIT);
    }

    ButtonDriver button() {
        return wiring.buttons().values().iterator().next();
    }

    Wiring wiring() {
        return wiring;
    }

    TestConsole console() {
        return console;
    }

    Path folder() {
        return folder;
    }

    SlotFolder paths() {
        var unit = UnitIdentities.of(1, 1).getFirst();
        return new SlotFolder(folder.resolve("slot"), unit.serialNumber());
    }

    /// Processes that carry this slot's flash in their environment.
    List<ProcTable.Entry> processes() {
        return ProcTable.withState(paths()::holdsState);
    }

    static void until(String what, BooleanSupplier condition) {
        var deadline = Ticker.system().deadline(what, LIMIT);
        while (!condition.getAsBoolean()) {
            if (deadline.passed()) {
                throw new AssertionError("waited in vain: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        console.close();
        wiring.close();
        if (own) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
