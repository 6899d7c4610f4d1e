package org.proofmark.rigagent.run;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.run.v1.EvidenceRef;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.journal.StorageFault;

/// Puts what an attempt captured into its spool as evidence, and a record of it each.
final class AttemptEvidence {
    private final AttemptSpool spool;
    private final AttemptRecords records;
    private final AttemptListener listener;

    AttemptEvidence(AttemptSpool spool, AttemptRecords records, AttemptListener listener) {
        this.spool = spool;
        this.records = records;
        this.listener = listener;
    }

    /// The console, the actuations and the suite's own output. What was never begun is left out.
    void capture(Journal journal) {
        file("console.raw", "application/octet-stream");
        file("console.index", "application/x-ndjson");
        var lines = journal.excerpt(spool.attempt());
        var text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        put("actuations.jsonl", "application/x-ndjson", text.getBytes(StandardCharsets.UTF_8));
        file("suite.log", "text/plain");
    }

    /// Stores bytes and records them.
    EvidenceRef put(String name, String mediaType, byte[] content) {
        return recorded(name, mediaType, spool.addBlob(content), content.length);
    }

    private void file(String name, String mediaType) {
        var path = spool.folder().resolve(name);
        if (!Files.exists(path)) {
            return;
        }
        try {
            recorded(name, mediaType, store(path), Files.size(path));
        } catch (IOException e) {
            throw new StorageFault(path, e);
        }
    }

    private Digest store(Path path) throws IOException {
        try (var in = new FileInputStream(path.toFile())) {
            return spool.addBlob(in);
        }
    }

    private EvidenceRef recorded(String name, String mediaType, Digest digest, long size) {
        var ref =
                EvidenceRef.newBuilder()
                        .setDigest(digest.hex())
                        .setName(name)
                        .setMediaType(mediaType)
                        .setSizeBytes(size)
                        .build();
        records.evidence(ref);
        listener.evidence(size);
        return ref;
    }
}
