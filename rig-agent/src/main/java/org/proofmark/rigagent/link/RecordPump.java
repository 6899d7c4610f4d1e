package org.proofmark.rigagent.link;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.function.Consumer;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one attempt's records in order over one stream, from the first that is not acknowledged;
/// evidence goes before the record that names it. One per attempt and stream.
final class RecordPump implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordPump.class);

    private final AttemptSpool spool;
    private final BlobTransfer blobs;
    private final Consumer<LinkRequest> stream;
    private final Consumer<Throwable> broken;

    /// @param stream takes messages; thread-safe
    /// @param broken told when this pump cannot go on: the stream must be opened anew
    RecordPump(
            AttemptSpool spool,
            BlobTransfer blobs,
            Consumer<LinkRequest> stream,
            Consumer<Throwable> broken) {
        this.spool = spool;
        this.blobs = blobs;
        this.stream = stream;
        this.broken = broken;
    }

    @Override
    public void run() {
        try {
            var next = spool.await(1);
            while (next.isPresent()) {
                send(RunRecord.parseFrom(next.get().bytes()));
                next = spool.await(next.get().sequence() + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvalidProtocolBufferException e) {
            LOG.error("a record of {} cannot be read", spool.attempt(), e);
        } catch (IOException | RuntimeException e) {
            broken.accept(e);
        }
    }

    private void send(RunRecord record) throws IOException, InterruptedException {
        if (record.hasEvidence()) {
            var digest = new Digest(record.getEvidence().getDigest());
            blobs.upload(digest, spool.blob(digest));
        }
        stream.accept(LinkRequest.newBuilder().setRecord(record).build());
    }
}
