package org.proofmark.certification.passwords;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proofmark.certification.dialogue.WebSession;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.ResetPath;

/// Whether a session that was opened before a reset still serves after it (EN 303 645 5.11-1): a
/// cookie or a token that a former owner kept.
final class Sessions {
    private final Run run;
    private final Life life;
    private final Map<Kept, WebSession> open = new LinkedHashMap<>();
    private String path = "";

    private record Kept(InterfaceSpec spec, CredentialSpec credential, Stage opened) {}

    Sessions(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /// Logs in, once before the first reset by each path, and sees that the session serves.
    void open(ResetPath by) {
        open.clear();
        if (path.equals(by.name())) {
            return;
        }
        path = by.name();
        for (var credential : run.profile().credentials()) {
            for (var spec : run.interfaces(credential)) {
                if (spec.protocol() == InterfaceProtocol.HTTP) {
                    life.usersOwn(credential)
                            .or(() -> life.present(credential))
                            .ifPresent(held -> open(spec, credential, held));
                }
            }
        }
    }

    private void open(InterfaceSpec spec, CredentialSpec credential, Held held) {
        run.device()
                .openSession(spec, Map.of("username", held.username(), "password", held.value()))
                .filter(session -> serves(spec, credential, session))
                .ifPresent(s -> open.put(new Kept(spec, credential, life.stage()), s));
    }

    /// A session that serves, while the same requests without it do not.
    private boolean serves(InterfaceSpec spec, CredentialSpec credential, WebSession session) {
        var served = session.use();
        boolean without = session.useWithout().outcome() == LoginOutcome.ACCEPTED;
        if (served.outcome() != LoginOutcome.ACCEPTED || without) {
            return false;
        }
        note(spec, credential, life.stage(), life.stage(), served.outcome(), served.detail());
        return true;
    }

    /// After the reset.
    void useAgain() {
        open.forEach((kept, session) -> {
            run.progress("the session from before the reset on " + kept.spec().name());
            var served = session.use();
            boolean without = session.useWithout().outcome() == LoginOutcome.ACCEPTED;
            note(
                    kept.spec(),
                    kept.credential(),
                    kept.opened(),
                    life.stage(),
                    without ? LoginOutcome.UNREADABLE : served.outcome(),
                    without ? "the same was served without any session" : served.detail());
        });
        open.clear();
    }

    private void note(
            InterfaceSpec spec,
            CredentialSpec credential,
            Stage opened,
            Stage stage,
            LoginOutcome outcome,
            String detail) {
        run.bench()
                .recorder()
                .observe(
                        new Observation.SessionUsed(
                                spec.name().value(),
                                credential.name().value(),
                                opened,
                                stage,
                                outcome,
                                detail));
    }
}
