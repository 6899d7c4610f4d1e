package org.proofmark.rigagent.serial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wiring kind `serial`: a UART, such as a USB adapter's, by a name that means the same port
/// tomorrow. Offers the role `console`.
public final class SerialKind implements WiringKind {
    private static final int DEFAULT_BAUD = 115_200;
    private static final Logger LOG = LoggerFactory.getLogger(SerialKind.class);

    private final SerialPorts ports;

    /// Looks at the ports of this machine.
    public SerialKind() {
        this(SerialPorts.ofThisMachine());
    }

    SerialKind(SerialPorts ports) {
        this.ports = ports;
    }

    @Override
    public String name() {
        return "serial";
    }

    @Override
    public String settingsSchema() {
        return """
        {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "path": {"type": "string", "pattern": "^/", "description": "the absolute path of a tty, best one of /dev/serial/by-path"},
            "usb": {"type": "string", "pattern": "^[0-9]+-[0-9]+([.][0-9]+)*(:[0-9]+[.][0-9]+)?$", "description": "a place on the USB as sysfs names it, in quotes, such as \\"1-1.2:1.0\\""},
            "baud": {"type": "integer", "minimum": 50, "maximum": 4000000, "description": "a whole number from 50 to 4000000"},
            "outage-seconds": {"type": "integer", "minimum": 0, "maximum": 60, "description": "a whole number from 0 to 60: how long the tty may be away after an order to supply or button, because it is the device's own"}
          }
        }
        """;
    }

    @Override
    public Wiring open(SlotSite site, Map<String, Object> settings) {
        var place = place(ports, settings);
        try {
            LOG.info("slot {}: console is {}", site.slot(), place.find());
        } catch (PortUnusable e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // an adapter may come later: it stops this slot and not the rig
            LOG.warn("slot {} has no console now: {}", site.slot(), e.getMessage());
        }
        return new SerialWiring(
                new SerialLine(
                        place,
                        number(settings, "baud", DEFAULT_BAUD),
                        () -> 0L,
                        Duration.ofSeconds(number(settings, "outage-seconds", 0))));
    }

    /// Where the port of these settings is looked for.
    ///
    /// @throws BenchFault `console-missing` where they name none or two
    public static SerialLine.Place place(SerialPorts ports, Map<String, Object> settings) {
        var path = settings.get("path");
        var usb = settings.get("usb");
        if ((path == null) == (usb == null)) {
            throw refused(
                    path == null
                            ? "the key 'path' or 'usb' is missing"
                            : "'path' and 'usb' stand here both; expected one of them");
        }
        return usb == null
                ? () -> ports.at(Path.of(String.valueOf(path)))
                : () -> ports.usb(String.valueOf(usb));
    }

    private static int number(Map<String, Object> settings, String key, int otherwise) {
        return settings.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    private static BenchFault refused(String why) {
        return new BenchFault.Hardware(Fault.of("console-missing", why, "open wiring"));
    }

    private record SerialWiring(SerialLine line) implements Wiring {
        @Override
        public Optional<SerialLine> serial() {
            return Optional.of(line);
        }

        @Override
        public void close() {
            // the recorder owns the port
        }
    }
}
