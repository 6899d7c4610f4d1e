package org.proofmark.cli.progress;

import java.time.Duration;
import org.proofmark.cli.client.CampaignListener;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.time.Ticker;

/// What people see while campaigns run. Thread-safe: each campaign is followed by its own thread.
public interface Progress extends CampaignListener, AutoCloseable {
    /// Ends the showing; what was shown last stays on the screen.
    @Override
    void close();

    /// A live table where the terminal can show one, else a line per event.
    static Progress on(Terminal terminal, Ticker ticker) {
        return terminal.live()
                ? LiveTable.start(terminal.out(), ticker)
                : new EventLines(terminal.out(), ticker);
    }

    /// `1:05` for 65 seconds.
    static String clock(Duration elapsed) {
        return "%d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
