package org.proofmark.certification.dialogue;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.Console;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.profile.Dialogue;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.LineDialogue;
import org.proofmark.domain.time.Ticker;

/// Holds dialogues with one device. Each call is a session of its own.
///
/// Not thread-safe.
public final class Conversations implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5000;

    private final Supplier<Console> console;
    private final String uartLineEnding;
    private final Ticker ticker;
    private final Supplier<String> nonces;
    private final Transcript transcript = new Transcript();
    private final LineTranscript lines = new LineTranscript();
    private @Nullable SshDoor ssh;

    /// @param console asked for when the first UART is talked to
    /// @param nonces gives a fresh text at each call, for Digest
    public Conversations(
            Supplier<Console> console,
            String uartLineEnding,
            Ticker ticker,
            Supplier<String> nonces) {
        this.console = console;
        this.uartLineEnding = uartLineEnding;
        this.ticker = ticker;
        this.nonces = nonces;
    }

    /// What was said over HTTP so far.
    public Transcript transcript() {
        return transcript;
    }

    /// What was said over telnet and SSH so far.
    public LineTranscript lines() {
        return lines;
    }

    /// Holds the dialogue for a purpose, after those that it comes after.
    ///
    /// @param place where the interface is; for a UART it is not looked at
    /// @param variables `username`, `password` …; values are not kept
    /// @throws org.proofmark.bench.BenchFault where the rig failed, never for what the device does
    public DialogueResult hold(
            InterfaceSpec spec, Place place, String purpose, Map<String, String> variables) {
        var chain = chain(spec, purpose);
        return switch (spec.protocol()) {
            case HTTP -> http(place, chain, variables);
            case TELNET -> {
                var entry = lines.begin(ticker.nanos(), "telnet", place, purpose);
                yield entry.ended(telnet(spec, place, chain, variables, entry));
            }
            case UART -> uart(spec, chain, variables);
            case SSH -> {
                var entry = lines.begin(ticker.nanos(), "ssh", place, purpose);
                yield entry.ended(ssh(spec, place, chain, purpose, variables, entry));
            }
            case OTHER -> nothing();
        };
    }

    /// The fingerprint of the host key that an SSH interface shows now.
    public Optional<String> hostKey(Place place) {
        return sshDoor().hostKey(place);
    }

    /// Logs in over HTTP and keeps the session. Empty where the login is not accepted, and where
    /// every request carries the password, so that there is no session.
    public Optional<WebSession> keep(
            InterfaceSpec spec, Place place, Map<String, String> variables) {
        var login = chain(spec, InterfaceSpec.LOGIN);
        var function = WebSession.function(spec, login);
        if (spec.protocol() != InterfaceProtocol.HTTP || function.isEmpty()) {
            return Optional.empty();
        }
        var talk = conversation(place, variables);
        for (var dialogue : login) {
            if (talk.hold((HttpDialogue) dialogue).outcome() != LoginOutcome.ACCEPTED) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new WebSession(function, talk, () -> conversation(place, Map.of()), nonces));
    }

    /// Holds what of a dialogue over HTTP comes before the new password is sent, and the exchange
    /// that sends it only where something follows that one.
    public void begin(
            InterfaceSpec spec, Place place, String purpose, Map<String, String> variables) {
        var talk = conversation(place, variables);
        for (var dialogue : chain(spec, purpose)) {
            if (!talk.begin((HttpDialogue) dialogue, "new-password")) {
                return;
            }
        }
    }

    /// Holds what of a dialogue over HTTP comes after the new password was sent: first by itself,
    /// then in a session that went as far as the password, whose cookies and tokens it may need.
    ///
    /// @return false where nothing comes after it
    public boolean finish(
            InterfaceSpec spec, Place place, String purpose, Map<String, String> variables) {
        var alone = conversation(place, variables);
        var going = conversation(place, variables);
        boolean any = false;
        for (var dialogue : chain(spec, purpose)) {
            any |= alone.finish((HttpDialogue) dialogue, "new-password");
        }
        for (var dialogue : any ? chain(spec, purpose) : List.<Dialogue>of()) {
            var _ = going.begin((HttpDialogue) dialogue, "new-password");
            var _ = going.finish((HttpDialogue) dialogue, "new-password");
        }
        return any;
    }

    /// The pages of the set-up on an interface.
    public SetUpPages setUpPages(InterfaceSpec spec, Place place) {
        return new SetUpPages(spec, () -> conversation(place, Map.of()));
    }

    private HttpConversation conversation(Place place, Map<String, String> variables) {
        return new HttpConversation(place, variables, transcript, ticker, nonces);
    }

    private static List<Dialogue> chain(InterfaceSpec spec, String purpose) {
        var chain = new ArrayList<Dialogue>();
        var next = Optional.of(purpose);
        while (next.isPresent()) {
            var dialogue = spec.dialogue(next.get());
            dialogue.ifPresent(chain::addFirst);
            next = dialogue.flatMap(Dialogue::after);
        }
        return chain;
    }

    private DialogueResult http(Place place, List<Dialogue> chain, Map<String, String> variables) {
        var talk = conversation(place, variables);
        var result = nothing();
        for (var dialogue : chain) {
            result = talk.hold((HttpDialogue) dialogue);
            if (result.outcome() != LoginOutcome.ACCEPTED) {
                return result;
            }
        }
        return result;
    }

    private static DialogueResult nothing() {
        return DialogueResult.of(LoginOutcome.UNREADABLE, "the profile has no such dialogue");
    }

    private DialogueResult telnet(
            InterfaceSpec spec,
            Place place,
            List<Dialogue> chain,
            Map<String, String> variables,
            LineTranscript.Session entry) {
        var socket = new Socket();
        try {
            socket.connect(place.socket(), CONNECT_MILLIS);
        } catch (IOException e) {
            return DialogueResult.of(LoginOutcome.UNREACHABLE, HttpWire.reason(e));
        }
        try (var source = new TelnetSource(socket);
                var session =
                        new RecordedSession(
                                new StreamSession(source, socket.getOutputStream(), "\r\n", ticker),
                                entry)) {
            return lines(spec, session, chain, variables);
        } catch (IOException e) {
            return DialogueResult.of(LoginOutcome.UNREACHABLE, HttpWire.reason(e));
        }
    }

    private DialogueResult uart(
            InterfaceSpec spec, List<Dialogue> chain, Map<String, String> variables) {
        try (var session = new UartSession(console.get(), uartLineEnding)) {
            return lines(spec, session, chain, variables);
        }
    }

    private static DialogueResult lines(
            InterfaceSpec spec,
            LineSession session,
            List<Dialogue> chain,
            Map<String, String> variables) {
        var talk = new LineConversation(session, variables);
        var result = nothing();
        boolean in = false;
        for (var dialogue : chain) {
            result = talk.hold((LineDialogue) dialogue);
            if (result.outcome() != LoginOutcome.ACCEPTED) {
                break;
            }
            in |= spec.dialogue(InterfaceSpec.LOGIN).filter(dialogue::equals).isPresent();
        }
        if (in) {
            // how leaving goes says nothing about how getting in went
            spec.dialogue(InterfaceSpec.LOGOUT).ifPresent(d -> talk.hold((LineDialogue) d));
        }
        return result;
    }

    private DialogueResult ssh(
            InterfaceSpec spec,
            Place place,
            List<Dialogue> chain,
            String purpose,
            Map<String, String> variables,
            LineTranscript.Session entry) {
        if (chain.isEmpty() && !purpose.equals(InterfaceSpec.LOGIN)) {
            return nothing();
        }
        entry.sent("authenticate as '" + variables.getOrDefault("username", "") + "' by password");
        var login =
                sshDoor()
                        .login(
                                place,
                                variables.getOrDefault("username", ""),
                                variables.getOrDefault("password", ""));
        entry.heard(login.result().toString());
        if (login.session().isEmpty()) {
            return login.result();
        }
        try (var session = login.session().get()) {
            return chain.isEmpty() ? login.result() : shell(spec, session, chain, variables, entry);
        } catch (IOException e) {
            return DialogueResult.of(LoginOutcome.UNREADABLE, HttpWire.reason(e));
        }
    }

    private DialogueResult shell(
            InterfaceSpec spec,
            ClientSession session,
            List<Dialogue> chain,
            Map<String, String> variables,
            LineTranscript.Session entry)
            throws IOException {
        try (var shell = new RecordedSession(SshDoor.shell(session, ticker), entry)) {
            return lines(spec, shell, chain, new HashMap<>(variables));
        }
    }

    private SshDoor sshDoor() {
        var door = ssh;
        if (door == null) {
            door = SshDoor.open();
            ssh = door;
        }
        return door;
    }

    /// Ends what is open.
    @Override
    public void close() {
        if (ssh != null) {
            ssh.close();
        }
    }

    /// True for a protocol that is reached by an address.
    public static boolean onNetwork(InterfaceProtocol protocol) {
        return protocol != InterfaceProtocol.UART;
    }
}
