package org.proofmark.rigagent.serial;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;

/// Wiring kind `serial`: a UART at a path, such as a USB adapter's. Offers the role `console`.
///
/// The adapter's own overrun counter is not read: jSerialComm does not give it. Loss on such a line
/// shows only as output that a step cannot read.
public final class SerialKind implements WiringKind {
    private static final int DEFAULT_BAUD = 115_200;

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
          "required": ["path"],
          "properties": {
            "path": {"type": "string", "pattern": "^/", "description": "the absolute path of a tty, best one of /dev/serial/by-path"},
            "baud": {"type": "integer", "minimum": 50, "maximum": 4000000, "description": "a whole number from 50 to 4000000"}
          }
        }
        """;
    }

    @Override
    public Wiring open(SlotSite site, Map<String, Object> settings) {
        int baud = settings.get("baud") instanceof Number number ? number.intValue() : DEFAULT_BAUD;
        return new SerialWiring(
                new SerialLine(Path.of(String.valueOf(settings.get("path"))), baud, () -> 0L));
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
