package org.proofmark.controller.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a backup holds; its last entry. Without it, or with another digest in it, nothing of a
/// backup is believed.
///
/// @param format [#FORMAT]
/// @param version of the Proofmark that wrote it
/// @param createTime ISO-8601, when the records were read: what came later is not in it
record Manifest(String format, String version, String createTime, List<Entry> entries) {
    static final String FORMAT = "proofmark-backup/1";

    /// Its own name in the archive.
    static final String NAME = "manifest.json";

    /// The records, where they are in SQLite.
    static final String DATABASE = "controller.db";

    /// The records, where somebody made a dump of a PostgreSQL database.
    static final String DUMP = "database.dump";

    /// What a backup may hold, and where: nothing leaves the folder that it is restored into.
    private static final Pattern NAMES =
            Pattern.compile(
                    "controller\\.db|database\\.dump|database\\.json|ca\\.pem|admin\\.pem|ports\\.json"
                            + "|keys/[a-z]+\\.(pem|key)|blobs/[0-9a-f]{2}/[0-9a-f]{64}");

    private static final JsonMapper JSON = JsonMapper.shared();

    Manifest {
        Objects.requireNonNull(createTime, "createTime");
        entries = List.copyOf(entries);
    }

    /// @param sha256 of the entry's bytes, in hex
    record Entry(String name, long bytes, String sha256) {
        Entry {
            // JSON may leave them out
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(sha256, "sha256");
        }
    }

    static boolean allows(String name) {
        return NAMES.matcher(name).matches();
    }

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    /// @throws IOException where it is none of this format
    static Manifest parse(byte[] json) throws IOException {
        try {
            var manifest = JSON.readValue(new String(json, StandardCharsets.UTF_8), Manifest.class);
            if (!FORMAT.equals(manifest.format())) {
                throw new BackupRefused(
                        "its format is '"
                                + manifest.format()
                                + "', this Proofmark reads '"
                                + FORMAT
                                + "'");
            }
            return manifest;
        } catch (JacksonException | NullPointerException e) {
            throw new BackupRefused("its manifest cannot be read", e);
        }
    }
}
