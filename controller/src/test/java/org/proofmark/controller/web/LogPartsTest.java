package org.proofmark.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.testng.annotations.Test;

public class LogPartsTest {
    /// What a reader has who does what the events say.
    private static final class Reader implements EventRoute.Events {
        private String text = "";
        private int whole;

        @Override
        public void send(String name, String data) {
            if (name.equals("log")) {
                text = data;
                whole++;
            } else {
                assertThat(name).isEqualTo("log-more");
                text += data;
            }
        }

        @Override
        public void ping() {}
    }

    private static String render(List<Integer> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append(';'));
        return text.toString();
    }

    @Test
    public void aReaderEndsUpWithTheSameLinesWhateverHappensToTheLog() throws Exception {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var reader = new Reader();
            var parts = new LogParts<Integer>("log", LogPartsTest::render);
            var log = new ArrayList<Integer>();
            for (var step = 0; step < 30; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        if (!log.isEmpty()) {
                            log.set(random.nextInt(log.size()), random.nextInt(5));
                        }
                    }
                    case 1 -> log.subList(0, log.size() / 2).clear();
                    case 2 -> log.clear();
                    default -> log.add(random.nextInt(5));
                }
                parts.send(List.copyOf(log), reader);
                // a reader keeps what fell off the log's front, and nothing else differs
                assertThat(reader.text).as("seed %s, step %s", seed, step).endsWith(render(log));
            }
        }
    }

    @Test
    public void whatIsAddedIsSentAlone() throws Exception {
        var reader = new Reader();
        var parts = new LogParts<Integer>("log", LogPartsTest::render);
        parts.send(List.of(1, 2), reader);
        parts.send(List.of(1, 2, 3), reader);
        parts.send(List.of(2, 3, 4), reader);
        parts.send(List.of(2, 3, 4), reader);
        assertThat(reader.text).isEqualTo("1;2;3;4;");
        assertThat(reader.whole).isEqualTo(1);
        parts.send(List.of(7), reader);
        assertThat(reader.whole).isEqualTo(2);
    }
}
