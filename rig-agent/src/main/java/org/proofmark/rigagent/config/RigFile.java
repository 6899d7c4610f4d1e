package org.proofmark.rigagent.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;

/// What the rig's file says; see docs/rig.md.
///
/// @param source the file's name, for messages
/// @param minimumFreeBytes below this much free disk the rig takes no runs
/// @param flashTools programs that write images, by the names that profiles give them; profiles can
///   run no other
public record RigFile(
        String source,
        RigId rig,
        List<SlotEntry> slots,
        long minimumFreeBytes,
        Map<String, Path> flashTools) {
    public RigFile {
        slots = List.copyOf(slots);
        flashTools = Map.copyOf(flashTools);
    }

    /// A slot.
    ///
    /// @param unit what sits in it, where the file says so
    /// @param batch the unit's batch, empty where the file does not say
    /// @param line of the file
    public record SlotEntry(
            SlotName name,
            Optional<UnitId> unit,
            String batch,
            List<WiringEntry> wiring,
            int line) {
        public SlotEntry {
            wiring = List.copyOf(wiring);
        }
    }

    /// A part of a slot's wiring.
    ///
    /// @param settings valid by the kind's schema
    public record WiringEntry(WiringKind kind, Map<String, Object> settings, int line) {
        public WiringEntry {
            settings = Map.copyOf(settings);
        }
    }

    /// Reads and checks the file.
    ///
    /// @param kinds every kind of wiring there is, by name
    /// @throws ConfigRefused with file, line, key and the expected form
    public static RigFile read(Path file, Map<String, WiringKind> kinds) {
        try {
            return parse(file.toString(), Files.readString(file), kinds);
        } catch (NoSuchFileException e) {
            throw new ConfigRefused(
                    file.toString(),
                    0,
                    "",
                    "no such file; expected a rig's file in YAML, see docs/rig.md");
        } catch (MalformedInputException e) {
            throw new ConfigRefused(file.toString(), 0, "", "is no UTF-8 text");
        } catch (IOException e) {
            throw new ConfigRefused(file.toString(), 0, "", "cannot be read: " + e.getMessage());
        }
    }

    /// The same from a text.
    static RigFile parse(String source, String text, Map<String, WiringKind> kinds) {
        return new RigFileReader(source, YamlTree.parse(source, text), kinds).read();
    }
}
