package org.proofmark.rigagent.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;

/// Writes records and journal entries until it is killed, and says each number after it was told
/// that it is on the disk.
public final class SpoolWriter {
    private SpoolWriter() {}

    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        var slot = new SlotName("a");
        var attempt = new Attempt(new RunId("run-1"), 1);
        var spool = Spool.open(folder.resolve("spool")).create(attempt, slot);
        var journal =
                Journal.open(folder.resolve("journal"), Ticker.system(), InstantSource.system());
        journal.write(
                JournalEntry.Kind.ATTEMPT_OPENED,
                Optional.of(slot),
                Optional.of(attempt),
                Map.of());
        OutputStream out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
        while (true) {
            journal.write(
                    JournalEntry.Kind.POWER_ON, Optional.of(slot), Optional.of(attempt), Map.of());
            long number =
                    spool.append(
                            false,
                            sequence -> ("record " + sequence).getBytes(StandardCharsets.UTF_8));
            out.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
