package org.proofmark.controller.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.proofmark.controller.StateStore;
import org.proofmark.domain.run.Digest;

/// Writes a controller's state into one file, also while the controller writes.
///
/// The records come first, as of one instant, then the evidence: a record names only blobs that
/// were whole before it counted, and a blob never changes, so everything that the records name and
/// the controller had is in the file. Uploads that are not whole are left out: rigs begin them
/// again.
///
/// The file holds the controller's private keys: it has mode 0600 and wants to be kept as safe as
/// the state folder. It appears under its name when it is whole and on disk, or not at all.
public final class Backup {
    private static final Set<StandardOpenOption> ANEW =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);

    /// Sealed blobs do not shrink; records do, at any level.
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final Path state;
    private final String version;
    private final InstantSource clock;

    /// @param version of this Proofmark, for the manifest
    public Backup(Path state, String version, InstantSource clock) {
        this.state = state.toAbsolutePath();
        this.version = version;
        this.clock = clock;
    }

    /// Writes the file.
    ///
    /// @param dump of the PostgreSQL database, made before by `pg_dump`; wanted where the state
    ///   folder goes with one, and only there
    /// @return how many bytes it has
    /// @throws BackupRefused where the state folder, the file or the dump is not what is wanted
    /// @throws IOException where it cannot be written whole; then no file is left
    public long write(Path file, Optional<Path> dump) throws IOException {
        requireState(dump);
        var target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw new BackupRefused(file + " is there already: name a new file");
        }
        if (!Files.isDirectory(Objects.requireNonNull(target.getParent()))) {
            throw new BackupRefused(target.getParent() + " is no folder: make it first");
        }
        var aside = target.resolveSibling("." + target.getFileName() + ".part");
        var snapshot = target.resolveSibling("." + target.getFileName() + ".db.part");
        try (var channel =
                FileChannel.open(
                        aside,
                        ANEW,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            if (channel.tryLock() == null) {
                throw new IOException("another backup is writing " + file);
            }
            try {
                Files.deleteIfExists(snapshot);
                writeAll(channel, snapshot, dump);
                channel.force(true);
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(snapshot);
                Files.deleteIfExists(aside);
            }
        }
        sync(Objects.requireNonNull(target.getParent()));
        return Files.size(target);
    }

    private void requireState(Optional<Path> dump) throws IOException {
        var postgres = Files.exists(state.resolve(StateStore.DATABASE));
        if (!Files.exists(state.resolve("keys/ca.pem"))
                || !(postgres || Files.exists(state.resolve(Manifest.DATABASE)))) {
            throw new BackupRefused(
                    state + " is no controller's state folder: name it with --state");
        }
        if (postgres && dump.isEmpty()) {
            throw new BackupRefused(
                    state
                            + " has its records in a PostgreSQL database: make a dump of it first"
                            + " ('pg_dump --format=custom --file=DUMP …') and give it with"
                            + " --database-dump DUMP");
        }
        if (!postgres && dump.isPresent()) {
            throw new BackupRefused(
                    state + " has its records in SQLite: they are read without --database-dump");
        }
    }

    private void writeAll(FileChannel channel, Path snapshot, Optional<Path> dump)
            throws IOException {
        var entries = new ArrayList<Manifest.Entry>();
        var createTime = clock.instant().toString();
        var zip = new ZipOutputStream(Channels.newOutputStream(channel));
        zip.setLevel(LEVEL);
        if (dump.isPresent()) {
            entries.add(copy(zip, Manifest.DUMP, dump.get()));
        } else {
            snapshot(snapshot);
            entries.add(copy(zip, Manifest.DATABASE, snapshot));
            Files.delete(snapshot);
        }
        for (var name : files()) {
            entries.add(copy(zip, name, state.resolve(name)));
        }
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(new Manifest(Manifest.FORMAT, version, createTime, entries).json());
        zip.closeEntry();
        zip.finish();
    }

    /// SQLite's own copy of a database that is written to: all of it as of one instant.
    private void snapshot(Path snapshot) throws IOException {
        // made first, so that nobody else can read it at any time
        Files.createFile(
                snapshot,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:"
                                        + state.resolve(Manifest.DATABASE)
                                        + "?busy_timeout=60000");
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, snapshot.toString());
            statement.execute();
        } catch (SQLException e) {
            throw new IOException("the records cannot be copied: " + e.getMessage(), e);
        }
    }

    /// Everything beside the records, by name. Uploads come and go meanwhile.
    private List<String> files() throws IOException {
        var names = new ArrayList<String>();
        Files.walkFileTree(
                state,
                new SimpleFileVisitor<Path>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            names.add(state.relativize(file).toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException problem)
                            throws IOException {
                        if (problem instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw problem;
                    }
                });
        return names.stream()
                .filter(Manifest::allows)
                .filter(n -> !n.equals(Manifest.DATABASE) && !n.equals(Manifest.DUMP))
                .sorted()
                .toList();
    }

    private static Manifest.Entry copy(ZipOutputStream zip, String name, Path from)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var hash = Digest.sha256();
        var bytes = Files.copy(from, new DigestOutputStream(new Unclosed(zip), hash));
        zip.closeEntry();
        return new Manifest.Entry(name, bytes, HexFormat.of().formatHex(hash.digest()));
    }

    /// An entry's end is not the archive's.
    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        Unclosed(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
        }
    }

    /// The name is on disk, too.
    static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
