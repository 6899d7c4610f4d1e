package org.proofmark.certification.dialogue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;

/// A way on which lines go to a device and come back.
interface LineSession extends AutoCloseable {
    /// What came of waiting.
    sealed interface Heard {
        record Found(Match match) implements Heard {}

        /// The device ended the connection.
        record Closed() implements Heard {}

        /// Nothing that was waited for came within the limit.
        record Silent() implements Heard {}

        /// What was waited for stands in noise only, such as a line of the kernel's log.
        record InNoise() implements Heard {}
    }

    /// Where what comes from now on begins.
    long position();

    /// What came from a position on, as ISO-8859-1.
    String heardFrom(long position);

    void write(String text) throws IOException;

    /// Waits for the first of some patterns behind a position.
    Heard await(String step, List<Pattern> patterns, long from, Duration limit) throws IOException;

    /// What ends a line that is sent.
    String lineEnding();

    @Override
    void close();
}
