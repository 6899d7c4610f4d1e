package org.proofmark.certification.dialogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.proofmark.domain.profile.Dialogue;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.HttpDialogue.Exchange;
import org.proofmark.domain.profile.HttpDialogue.Extract;
import org.proofmark.domain.profile.InterfaceSpec;

/// A login over HTTP whose cookies and tokens are kept. What it is used for is the part of the
/// login behind the last exchange that sent the password, such as the call with the token that it
/// gave; where there is none, the profile's `use`.
public final class WebSession {
    private final List<Exchange> function;
    private final HttpConversation talk;
    private final Supplier<HttpConversation> fresh;
    private final Supplier<String> nonces;

    WebSession(
            List<Exchange> function,
            HttpConversation talk,
            Supplier<HttpConversation> fresh,
            Supplier<String> nonces) {
        this.function = List.copyOf(function);
        this.talk = talk;
        this.fresh = fresh;
        this.nonces = nonces;
    }

    /// What a session can be used for; empty where nothing is known.
    static List<Exchange> function(InterfaceSpec spec, List<Dialogue> login) {
        var exchanges =
                login.stream()
                        .filter(HttpDialogue.class::isInstance)
                        .flatMap(d -> ((HttpDialogue) d).exchanges().stream())
                        .toList();
        var behind = new ArrayList<>(exchanges);
        var secret = new HashSet<String>();
        secret.add("password");
        for (int i = 0; i < exchanges.size(); i++) {
            var exchange = exchanges.get(i);
            exchange.let().stream()
                    .filter(l -> l.value().variables().stream().anyMatch(secret::contains))
                    .forEach(l -> secret.add(l.name()));
            if (RequestVariables.of(exchange).stream().anyMatch(secret::contains)) {
                behind = new ArrayList<>(exchanges.subList(i + 1, exchanges.size()));
            }
        }
        boolean alone =
                exchanges.stream().anyMatch(e -> e.request().auth().isPresent())
                        || behind.size() == exchanges.size();
        if (alone) {
            return List.of();
        }
        return behind.isEmpty() ? use(spec) : behind;
    }

    private static List<Exchange> use(InterfaceSpec spec) {
        return spec.dialogue(InterfaceSpec.USE)
                .filter(HttpDialogue.class::isInstance)
                .map(HttpDialogue.class::cast)
                .map(HttpDialogue::exchanges)
                .orElse(List.of());
    }

    /// Calls the function in the session.
    public DialogueResult use() {
        return talk.hold(new HttpDialogue(Optional.empty(), function));
    }

    /// Calls the same without the session: no cookies, and a token that nobody gave.
    public DialogueResult useWithout() {
        var stranger = fresh.get();
        for (var exchange : function) {
            RequestVariables.of(exchange).forEach(name -> stranger.letUnlessKnown(name, nonces));
            exchange.extract().stream()
                    .map(Extract::variable)
                    .forEach(name -> stranger.letUnlessKnown(name, nonces));
        }
        return stranger.hold(new HttpDialogue(Optional.empty(), function));
    }
}
