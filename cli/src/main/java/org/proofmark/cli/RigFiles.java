package org.proofmark.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.rigagent.config.ConfigRefused;
import org.proofmark.rigagent.config.RigFile;

/// Reads rigs' files with every kind of wiring that the distribution has.
final class RigFiles {
    private RigFiles() {}

    /// @throws UnusableInput with file, line, key and what is expected
    static RigFile read(Path file) {
        try {
            return RigFile.read(file, kinds());
        } catch (ConfigRefused e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, WiringKind> kinds() {
        return ServiceLoader.load(WiringKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(WiringKind::name, kind -> kind));
    }
}
