package org.proofmark.cli.population;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.proofmark.cli.exit.UnusableInput;

/// The printable strings of a firmware image: candidate salts and keys.
public final class FirmwareStrings {
    private static final int MIN = 4;
    private static final int MAX = 64;

    /// More take minutes to try; an image with more is better unpacked and given in parts.
    public static final int MAX_STRINGS = 20_000;

    private FirmwareStrings() {}

    /// Runs of 4 to 64 printable ASCII characters, each once, the first 20,000.
    ///
    /// @throws UnusableInput where the file cannot be read
    public static List<String> read(Path file) {
        var strings = new LinkedHashSet<String>();
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var run = new StringBuilder();
            for (int b = in.read(); b >= 0 && strings.size() < MAX_STRINGS; b = in.read()) {
                if (b >= ' ' && b < 0x7f) {
                    run.append(run.length() <= MAX ? (char) b : ' ');
                    if (run.length() > MAX + 1) {
                        run.setLength(MAX + 1);
                    }
                } else {
                    end(run, strings);
                }
            }
            end(run, strings);
        } catch (IOException e) {
            throw new UnusableInput(file + ": cannot be read: no such file, or no right to it", e);
        }
        return strings.stream().limit(MAX_STRINGS).toList();
    }

    private static void end(StringBuilder run, Set<String> strings) {
        if (run.length() >= MIN && run.length() <= MAX) {
            strings.add(run.toString());
        }
        run.setLength(0);
    }
}
