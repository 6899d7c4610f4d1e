package org.proofmark.certification.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.bench.Console;
import org.proofmark.bench.Hearing;

/// Lines over the device's console, without what its kernel says in between.
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
    public String heardFrom(long position) {
        return console.since(position);
    }

    @Override
    public void write(String text) {
        console.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Heard await(String step, List<Pattern> patterns, long from, Duration limit) {
        return console.await(step, patterns, from, limit, Hearing.WITHOUT_NOISE)
                .<Heard>map(Heard.Found::new)
                .orElseGet(() -> unheard(patterns, from));
    }

    private Heard unheard(List<Pattern> patterns, long from) {
        var text = console.since(from);
        boolean inNoise = patterns.stream().anyMatch(p -> p.matcher(text).find());
        return inNoise ? new Heard.InNoise() : new Heard.Silent();
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
