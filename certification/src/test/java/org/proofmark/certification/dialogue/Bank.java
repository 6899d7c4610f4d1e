package org.proofmark.certification.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.bench.Console;
import org.proofmark.bench.Hearing;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.time.Ticker;

/// Dialogues for tests, as a profile has them.
final class Bank {
    static final Map<String, String> RIGHT = Map.of("username", "admin", "password", "s3cret+ä\"&");
    static final Map<String, String> WRONG = Map.of("username", "admin", "password", "guess");

    private Bank() {}

    /// An interface with these dialogues.
    static InterfaceSpec spec(String protocol, String dialogues) {
        boolean uart = protocol.equals("uart");
        var yaml =
                """
                format: proofmark-profile/1
                id: x
                manufacturer: x
                model: x
                wiring: [power, console, network]
                boot: {marks: [{console: up}]}
                interfaces:
                  it:
                    protocol: PROTOCOL
                PORT
                    dialogues:
                DIALOGUES
                credentials: {}
                reset-paths: {off: {steps: [{power: off}], marks: [{console: up}]}}
                """
                        .replace("PROTOCOL", protocol)
                        .replace("PORT", uart ? "" : "    port: 80")
                        .replace("DIALOGUES", dialogues.indent(6));
        return ProfileCodec.parse("bank.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .interfaces()
                .getFirst();
    }

    static Conversations conversations() {
        return new Conversations(NoConsole::new, "\n", Ticker.system(), () -> "fresh-nonce");
    }

    static Place at(int port) {
        return new Place("127.0.0.1", 80, port, false);
    }

    private static final class NoConsole implements Console {
        @Override
        public long position() {
            throw new IllegalStateException("no console here");
        }

        @Override
        public Match expect(String step, List<Pattern> patterns, long from, Duration limit) {
            throw new IllegalStateException("no console here");
        }

        @Override
        public Optional<Match> await(
                String step, List<Pattern> patterns, long from, Duration limit, Hearing hearing) {
            throw new IllegalStateException("no console here");
        }

        @Override
        public String since(long position) {
            throw new IllegalStateException("no console here");
        }

        @Override
        public void write(byte[] bytes) {
            throw new IllegalStateException("no console here");
        }
    }
}
