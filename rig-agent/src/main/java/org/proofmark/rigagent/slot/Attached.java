package org.proofmark.rigagent.slot;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.serial.LineErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An attempt's recording while a console is recorded to it, and who hears what befalls the line.
record Attached(SlotName slot, ConsoleRecording recording, Consumer<ConsoleEvent> listener) {
    private static final Logger LOG = LoggerFactory.getLogger(Attached.class);

    /// What was read.
    ///
    /// @param lost bytes that were lost before it
    /// @param grown what the line's driver counted meanwhile
    void take(byte[] buffer, int count, long lost, LineErrors grown) {
        if (grown.garbled()) {
            note("what came here is not what was sent: " + grown.text());
        }
        try {
            record(buffer, count, lost);
        } catch (IOException e) {
            listener.accept(new ConsoleEvent.NotRecorded(String.valueOf(e.getMessage())));
        }
    }

    private void record(byte[] buffer, int count, long lost) throws IOException {
        // what was lost was lost before what was read after it
        if (lost > 0) {
            recording.gap(lost, "the line counted lost bytes");
            listener.accept(new ConsoleEvent.Lost(recording.position(), lost));
        }
        if (count > 0 && !recording.bytes(buffer, count)) {
            listener.accept(
                    new ConsoleEvent.NotRecorded(
                            "the attempt's console is beyond "
                                    + ConsoleRecording.MAX_BYTES
                                    + " bytes or "
                                    + ConsoleRecording.MAX_PIECES
                                    + " reads"));
        }
    }

    /// The line is gone, and was not to be.
    void hungUp(String reason) {
        try {
            recording.gap(-1, reason);
        } catch (IOException e) {
            LOG.warn("gap of slot {} could not be recorded", slot, e);
        }
        listener.accept(new ConsoleEvent.HungUp(recording.position(), reason));
    }

    /// The line is there again.
    void back(Duration away) {
        note("back after " + away.toMillis() + " ms");
        listener.accept(new ConsoleEvent.Back(away));
    }

    /// Something that lost nothing.
    void note(String text) {
        try {
            recording.note(text);
        } catch (IOException e) {
            LOG.warn("a note on slot {} could not be recorded", slot, e);
        }
    }
}
