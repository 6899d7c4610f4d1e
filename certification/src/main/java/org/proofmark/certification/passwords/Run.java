package org.proofmark.certification.passwords;

import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.proofmark.bench.Bench;
import org.proofmark.bench.ConsoleText;
import org.proofmark.bench.Noise;
import org.proofmark.certification.dialogue.Conversations;
import org.proofmark.certification.dialogue.DialogueResult;
import org.proofmark.certification.dialogue.Masks;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.ConsoleSpec;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.time.Ticker;

/// What both phases need: the device, its conversations and what is tried on them.
final class Run implements AutoCloseable {
    /// What devices' rules for passwords commonly ask for, and no character that they dislike.
    private static final String LETTERS =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private static final int PASSWORD_LENGTH = 14;

    private final Bench bench;
    private final RandomGenerator random;
    private final Masks masks = new Masks();
    private final Conversations conversations;
    private final Device device;
    private final Logins logins;
    private final ResetMarks resetMarks;
    private final Ticker ticker;
    private final Pacing pacing;
    private final Set<InterfaceName> unsettled = new HashSet<>();
    private final Set<InterfaceName> open = new HashSet<>();

    Run(Bench bench, Ticker ticker, Pacing pacing, RandomGenerator random) {
        this.bench = bench;
        this.random = random;
        this.ticker = ticker;
        this.pacing = pacing;
        var ending = bench.run().profile().console().map(ConsoleSpec::lineEnding).orElse("\n");
        this.conversations = new Conversations(bench::console, ending, ticker, this::nonce);
        this.device = new Device(bench, conversations, ticker, pacing);
        this.resetMarks = new ResetMarks(device, bench.run().profile());
        this.logins = new Logins(device, bench.recorder(), pacing);
    }

    Bench bench() {
        return bench;
    }

    DeviceProfile profile() {
        return bench.run().profile();
    }

    Device device() {
        return device;
    }

    Logins logins() {
        return logins;
    }

    Masks masks() {
        return masks;
    }

    Resets resets() {
        return new Resets(bench, device, ticker, pacing, resetMarks);
    }

    Ticker ticker() {
        return ticker;
    }

    Pacing pacing() {
        return pacing;
    }

    Conversations conversations() {
        return conversations;
    }

    /// What the console has said since a position; nothing where there is no console.
    ConsoleText said(long from) {
        var text = device.hasConsole() ? bench.console().since(from) : "";
        return ConsoleText.quiet(text, Noise.of(profile().console()));
    }

    void progress(String step) {
        bench.recorder().progress(step);
    }

    /// A procedure came to its end.
    void ended(String caseName) {
        bench.recorder().observe(new Observation.CaseEnded(caseName));
    }

    private String nonce() {
        var bytes = new byte[12];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /// A password that nobody else has, with an upper-case and a lower-case letter and a digit.
    String freshPassword() {
        var text = new StringBuilder("Pm7");
        while (text.length() < PASSWORD_LENGTH) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        masks.add(text.toString());
        return text.toString();
    }

    /// Passwords of several kinds, the one first that most devices take: what one device wants,
    /// another forbids. None is used twice.
    List<String> freshPasswords() {
        var longer = freshPassword();
        var digits = new StringBuilder();
        while (digits.length() < 8) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return List.of(
                longer,
                "Pm7!" + longer.substring(PASSWORD_LENGTH - 8),
                freshPassword().substring(0, 8),
                digits.toString());
    }

    /// The interfaces that a credential opens.
    List<InterfaceSpec> interfaces(CredentialSpec credential) {
        return credential.interfaces().stream()
                .flatMap(name -> profile().interfaceOf(name).stream())
                .toList();
    }

    /// Tries a value on each interface of its credential; the outcomes by interface.
    Map<InterfaceName, LoginOutcome> tryAll(
            CredentialSpec credential, SecretRole role, Stage stage, Held held, boolean right) {
        var outcomes = new LinkedHashMap<InterfaceName, LoginOutcome>();
        for (var spec : interfaces(credential)) {
            outcomes.put(
                    spec.name(), tryOne(credential, spec, role, stage, held, "", right).outcome());
        }
        return outcomes;
    }

    /// Tries a former password right after a change. Services take some time to hear of one: where
    /// it is accepted the try is made again after [Logins#SETTLING]. An interface that did not
    /// settle once is not waited for again.
    void tryFormer(CredentialSpec credential, SecretRole role, Stage stage, Held held) {
        var outcomes = tryAll(credential, role, stage, held, false);
        var late =
                interfaces(credential).stream()
                        .filter(i -> outcomes.get(i.name()) == LoginOutcome.ACCEPTED)
                        .filter(i -> !unsettled.contains(i.name()))
                        .toList();
        if (!late.isEmpty()) {
            logins.settle();
        }
        for (var spec : late) {
            var outcome = tryOne(credential, spec, role, stage, held, "", false).outcome();
            if (outcome == LoginOutcome.ACCEPTED) {
                unsettled.add(spec.name());
            }
        }
    }

    DialogueResult tryOne(
            CredentialSpec credential,
            InterfaceSpec spec,
            SecretRole role,
            Stage stage,
            Held held,
            String otherUnit,
            boolean right) {
        return logins.attempt(
                new Logins.Try(
                        spec,
                        credential.name().value(),
                        role,
                        stage,
                        held.username(),
                        held.value(),
                        held.secret().id(),
                        otherUnit,
                        right));
    }

    /// A random password where another was accepted that should not open anything: what takes this
    /// one, too, takes any, and the other proves nothing.
    void control(InterfaceSpec spec, String credential, String username, Stage stage) {
        var value = freshPassword();
        var secret = bench.recorder().secret(value);
        logins.attempt(
                new Logins.Try(
                        spec,
                        credential,
                        SecretRole.WRONG,
                        stage,
                        username,
                        value,
                        secret.id(),
                        "",
                        false));
    }

    /// Calls what wants a login without one, on every interface that the profile says how.
    void useWithoutLogin(List<InterfaceSpec> specs, Stage stage) {
        for (var spec : specs) {
            boolean can =
                    spec.protocol() != InterfaceProtocol.SSH
                            && spec.dialogue(InterfaceSpec.USE).isPresent();
            if (can) {
                var result = device.hold(spec, InterfaceSpec.USE, Map.of());
                bench.recorder()
                        .observe(
                                new Observation.UsedWithoutLogin(
                                        spec.name().value(),
                                        stage,
                                        result.outcome(),
                                        result.detail()));
                if (result.outcome() == LoginOutcome.ACCEPTED) {
                    open.add(spec.name());
                }
            }
        }
    }

    /// True where the interface served without a login.
    boolean isOpen(InterfaceSpec spec) {
        return open.contains(spec.name());
    }

    /// One login as it is answered, with nothing on record and no lock-out waited for.
    LoginOutcome login(InterfaceSpec spec, String username, String value) {
        return hold(spec, username, value).outcome();
    }

    /// One login with nothing on record; a lock-out that the device states is waited for.
    LoginOutcome patientLogin(InterfaceSpec spec, String username, String value) {
        return logins.patiently(() -> hold(spec, username, value)).outcome();
    }

    private DialogueResult hold(InterfaceSpec spec, String username, String value) {
        return device.hold(
                spec, InterfaceSpec.LOGIN, Map.of("username", username, "password", value));
    }

    /// Has the user define a password. Where the device's answer was not readable, only a login
    /// shows what happened.
    DialogueResult define(CredentialSpec credential, Optional<Held> present, String password) {
        var change = profile().changeOf(credential).orElseThrow();
        var spec = profile().interfaceOf(change.interfaceName()).orElseThrow();
        var variables = definition(credential, present, password);
        return logins.patiently(() -> device.hold(spec, change.dialogue(), variables));
    }

    /// The variables of a dialogue in which a user defines a password.
    Map<String, String> definition(
            CredentialSpec credential, Optional<Held> present, String password) {
        return Map.of(
                "username", present.map(Held::username).orElse(credential.username()),
                "password", present.map(Held::value).orElse(""),
                "new-password", password);
    }

    /// The credential of that name in the profile.
    Optional<CredentialSpec> credential(String name) {
        return profile().credential(new CredentialName(name));
    }

    /// Keeps the transcripts, with every secret masked that is known by now.
    @Override
    public void close() {
        conversations.close();
    }

    /// The nominal ports of pages that showed this value to somebody who had not logged in.
    Set<Integer> portsTelling(String value) {
        return conversations.transcript().portsTelling(value);
    }

    void keepTranscript() {
        var http = conversations.transcript();
        if (!http.isEmpty()) {
            bench.recorder().evidence("http.jsonl", "application/jsonl", http.masked(masks));
        }
        var lines = conversations.lines();
        if (!lines.isEmpty()) {
            bench.recorder().evidence("lines.jsonl", "application/jsonl", lines.masked(masks));
        }
    }
}
