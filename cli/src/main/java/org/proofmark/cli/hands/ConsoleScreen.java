package org.proofmark.cli.hands;

import java.io.PrintWriter;
import org.proofmark.cli.client.ConsoleClient;

/// Prints what a device says.
public final class ConsoleScreen implements ConsoleClient.Listener {
    private final DeviceText text;

    /// @param raw as it is, control characters too
    public ConsoleScreen(PrintWriter out, boolean raw) {
        this.text = new DeviceText(out, raw);
    }

    @Override
    public synchronized void output(byte[] data, long lost) {
        if (lost > 0) {
            text.gap(lost);
        }
        text.print(data);
    }
}
