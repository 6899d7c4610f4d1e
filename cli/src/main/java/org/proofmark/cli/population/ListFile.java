package org.proofmark.cli.population;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;

/// A list on disk, with a private folder for what does not fit into memory. What comes by stdin is
/// written there first, since the list is read twice. Closing removes the folder.
final class ListFile implements AutoCloseable {
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private final Path file;
    private final String name;
    private final Path scratch;

    private ListFile(Path file, String name, Path scratch) {
        this.file = file;
        this.name = name;
        this.scratch = scratch;
    }

    /// @param argument a path, or `-` for `in`
    static ListFile open(String argument, InputStream in) {
        var scratch = scratch();
        if (!argument.equals("-")) {
            var file = Path.of(argument);
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                remove(scratch);
                throw new UnusableInput(
                        argument + ": cannot be read: no such file, or no right to it");
            }
            return new ListFile(file, argument, scratch);
        }
        try {
            var file = scratch.resolve("stdin");
            Files.copy(in, file);
            return new ListFile(file, "stdin", scratch);
        } catch (IOException e) {
            remove(scratch);
            throw new Trouble("stdin cannot be kept in " + scratch + ": " + e.getMessage(), e);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory(
                    "proofmark-list",
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new Trouble("no scratch folder can be made: " + e.getMessage(), e);
        }
    }

    /// Rows by what the file begins with: Parquet's mark, a brace, or anything else for CSV. What
    /// takes longer to read than to look at is read ahead.
    ///
    /// @param wanted the identifiers that passwords are compared with; empty for all
    RowSource rows(List<String> wanted) {
        var head = head();
        if (head.length >= 4 && java.util.Arrays.equals(head, 0, 4, PARQUET, 0, 4)) {
            return new Pipelined(new ParquetSource(file, name, wanted));
        }
        if (head.length >= 2
                && (head[0] & 0xff) + (head[1] & 0xff) == 0xFE + 0xFF
                && Math.abs(head[0] - head[1]) == 1) {
            throw new UnusableInput(name + ": the list is in UTF-16; save it in UTF-8");
        }
        var text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        return text.startsWith("{")
                ? new Pipelined(new JsonlSource(file, name, wanted))
                : new CsvSource(file, name, wanted);
    }

    private byte[] head() {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(64);
        } catch (IOException e) {
            throw new Trouble(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    Path folder() {
        return scratch;
    }

    @Override
    public void close() {
        remove(scratch);
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new Trouble(folder + ": cannot be removed: " + e.getMessage(), e);
        }
    }
}
