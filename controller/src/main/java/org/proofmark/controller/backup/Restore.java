package org.proofmark.controller.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.FlywayException;
import org.proofmark.controller.StateStore;
import org.proofmark.controller.store.SqlStore;
import org.proofmark.controller.store.StoreException;
import org.proofmark.domain.run.Digest;

/// Makes a state folder from a backup: all of it, with every digest checked, or nothing.
public final class Restore {
    /// A manifest has about 150 bytes per blob: more than this is no manifest.
    private static final int MAX_MANIFEST = 256 << 20;

    private Restore() {}

    /// Unpacks the backup into a folder that is not there or empty.
    ///
    /// @return when the records were read, ISO-8601: what came later is not in it
    /// @throws BackupRefused where the file is damaged or no backup, was written by a newer
    ///   Proofmark, or the folder holds something; then nothing is made
    /// @throws IOException where the disk is in the way; then nothing is made
    public static String read(Path file, Path state) throws IOException {
        var target = state.toAbsolutePath();
        requireEmpty(target);
        if (!Files.isRegularFile(file)) {
            throw new BackupRefused(file + " is not there, or no file");
        }
        Files.createDirectories(target.getParent());
        var aside = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-");
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = manifest(zip);
            requireSame(zip, manifest);
            for (var entry : manifest.entries()) {
                extract(zip, entry, aside);
            }
            requireRecords(aside);
            Files.writeString(
                    aside.resolve(StateStore.RESTORED),
                    "{\"backupTime\":\"" + manifest.createTime() + "\"}");
            Backup.sync(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest.createTime();
        } catch (ZipException | IllegalArgumentException e) {
            throw new BackupRefused(file + " is no backup, or damaged (" + e.getMessage() + ")", e);
        } catch (BackupRefused | StoreException | FlywayException e) {
            throw new BackupRefused(file + " is not restored: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + " is not restored: " + e, e);
        } finally {
            remove(aside);
        }
    }

    /// True where the records are in a dump of a PostgreSQL database, which is for a person to
    /// load.
    public static boolean hasDump(Path state) {
        return Files.exists(state.resolve(Manifest.DUMP));
    }

    private static void requireEmpty(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new BackupRefused(target + " is no folder: name a new one with --state");
        }
        try (var inside = Files.list(target)) {
            if (inside.findAny().isPresent()) {
                throw new BackupRefused(target + " is not empty: name a new folder with --state");
            }
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupRefused("it has no manifest, so it is no backup of Proofmark");
        }
        try (var in = zip.getInputStream(entry)) {
            return Manifest.parse(in.readNBytes(MAX_MANIFEST));
        }
    }

    private static void requireSame(ZipFile zip, Manifest manifest) throws IOException {
        var named = new HashSet<String>();
        for (var entry : manifest.entries()) {
            if (!Manifest.allows(entry.name()) || !named.add(entry.name())) {
                throw new BackupRefused("its manifest names '" + entry.name() + "'");
            }
        }
        named.add(Manifest.NAME);
        var there = new HashSet<String>();
        zip.stream().map(ZipEntry::getName).forEach(there::add);
        if (!there.equals(named) || zip.size() != named.size()) {
            throw new BackupRefused("what it holds is not what its manifest names");
        }
    }

    private static void extract(ZipFile zip, Manifest.Entry entry, Path into) throws IOException {
        var to = into.resolve(entry.name());
        Files.createDirectories(to.getParent());
        Files.createFile(
                to,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var hash = Digest.sha256();
        long bytes;
        try (var in = new DigestInputStream(zip.getInputStream(zip.getEntry(entry.name())), hash);
                var out = Files.newOutputStream(to)) {
            bytes = in.transferTo(out);
        }
        if (bytes != entry.bytes()
                || !HexFormat.of().formatHex(hash.digest()).equals(entry.sha256())) {
            throw new BackupRefused("'" + entry.name() + "' in it was changed or cut short");
        }
    }

    private static void requireRecords(Path folder) throws IOException {
        var database = folder.resolve(Manifest.DATABASE);
        if (!Files.exists(database)) {
            return;
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var answer = statement.executeQuery("PRAGMA integrity_check")) {
            if (!answer.next() || !"ok".equals(answer.getString(1))) {
                throw new BackupRefused("its records are damaged");
            }
        } catch (SQLException e) {
            throw new BackupRefused("its records cannot be read: " + e.getMessage(), e);
        }
        // refuses what a newer Proofmark has written, and brings older tables up to date
        SqlStore.open(database).close();
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
