package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.Fault;

/// Wires a slot to a program: any command that keeps the virtual lab's contract is the device.
/// Needs Linux. Without PID namespaces it still ends every process of the device that carries the
/// device's environment.
public final class ProcessWiringKind implements WiringKind {
    private final InstantSource clock;
    private final Isolation isolation;

    /// For [java.util.ServiceLoader].
    public ProcessWiringKind() {
        this(InstantSource.system(), Isolation.probe());
    }

    ProcessWiringKind(InstantSource clock, Isolation isolation) {
        this.clock = clock;
        this.isolation = isolation;
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public String settingsSchema() {
        try (InputStream schema =
                ProcessWiringKind.class.getResourceAsStream("process-settings.schema.json")) {
            var bytes = Objects.requireNonNull(schema, "the schema is part of this jar");
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Wiring open(SlotSite site, Map<String, Object> settings) {
        ProcessSettings parsed;
        try {
            parsed = ProcessSettings.parse(settings, site.number());
        } catch (IllegalArgumentException e) {
            throw fault(site, "wiring-unusable", String.valueOf(e.getMessage()), e);
        }
        var taken = new Taken();
        try {
            var wiring = assemble(site, parsed, taken);
            taken.keep();
            return wiring;
        } catch (IOException e) {
            throw fault(site, "wiring-unusable", String.valueOf(e.getMessage()), e);
        } finally {
            taken.close();
        }
    }

    private Wiring assemble(SlotSite site, ProcessSettings settings, Taken taken)
            throws IOException {
        var slot = site.slot().slot().value();
        var folder = SlotFolder.create(site.stateFolder(), settings.unit().serialNumber());
        var lock = taken.add(lock(site, folder));
        var log = new BoundedLog(folder.log());
        var place = taken.add(place(site, settings, folder));
        var processes =
                new DeviceProcesses(
                        folder,
                        isolation.behind(place.before()),
                        site.workingFolder(),
                        log,
                        slot,
                        place::inhabitants);
        ProcessPower.endLeftovers(processes, site.ticker());
        var line = new UartPump.Line(slot, site.ticker(), settings.faults(), place::unplug);
        var uart = taken.add(NullModem.open(folder.uart(), folder.console(), line));
        var button = taken.add(ButtonFifo.open(folder.button(), settings.buttonDead()));
        var environment =
                new DeviceEnvironment(
                        folder,
                        place.address(),
                        settings.unit(),
                        settings.rtc(),
                        place.services(),
                        Objects.requireNonNullElse(
                                System.getenv("PATH"), DeviceEnvironment.DEFAULT_PATH),
                        clock);
        var lines = new ProcessPower.Lines(uart, button, place);
        var power = new ProcessPower(processes, environment, lines, settings, site.ticker());
        return new ProcessWiring(
                folder,
                settings.button(),
                power,
                lines,
                new Taken(List.of(lock, place, uart, button)));
    }

    private static DevicePlace place(SlotSite site, ProcessSettings settings, SlotFolder folder)
            throws IOException {
        var mac = settings.unit().mac();
        return settings.network().isPresent()
                ? NamespacePlace.open(site, settings.network().get(), mac)
                : ListeningPorts.at(SlotAddress.draw(folder.address()), mac, site.services());
    }

    private static FileChannel lock(SlotSite site, SlotFolder folder) throws IOException {
        var channel =
                FileChannel.open(
                        folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: taken all the same
        }
        channel.close();
        throw fault(
                site,
                "wiring-busy",
                "the slot's folder "
                        + folder.root()
                        + " is in use by another rig-agent; end that one, or give this rig another"
                        + " state folder",
                null);
    }

    private static BenchFault fault(
            SlotSite site, String code, String what, @Nullable Throwable cause) {
        var fault = Fault.of(code, "slot " + site.slot() + ": " + what, "open the wiring");
        return cause == null
                ? new BenchFault.Hardware(fault)
                : new BenchFault.Hardware(fault, cause);
    }
}
