package org.proofmark.certification.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.bench.Console;

/// Lines over the device's console.
final class UartSession implements LineSession {
    private final Console console;
    private final String lineEnding;

    UartSession(Console console, String lineEnding) {
        this.console = console;
        this.lineEnding = lineEnding;
    }

    @Override
    public long position() {
        return console.position();
    }

    @Override
    public void write(String text) {
        console.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Heard await(String step, List<Pattern> patterns, long from, Duration limit) {
        return console.await(step, patterns, from, limit)
                .<Heard>map(Heard.Found::new)
                .orElseGet(Heard.Silent::new);
    }

    @Override
    public String lineEnding() {
        return lineEnding;
    }

    @Override
    public void close() {
        // the line stays
    }
}
