package org.proofmark.rigagent.slot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.proofmark.domain.time.Ticker;

/// A console recording that a test of another package writes to.
public final class TalkingRecording implements AutoCloseable {
    private final ConsoleRecording recording;

    public TalkingRecording(Path folder) throws IOException {
        recording = new ConsoleRecording(folder, Ticker.system(), InstantSource.system());
    }

    public ConsoleRecording recording() {
        return recording;
    }

    public void say(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        recording.bytes(bytes, bytes.length);
    }

    public void gap(String reason) throws IOException {
        recording.gap(1, reason);
    }

    @Override
    public void close() throws IOException {
        recording.close();
    }
}
