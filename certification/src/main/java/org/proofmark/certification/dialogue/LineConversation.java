package org.proofmark.certification.dialogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.profile.Answer;
import org.proofmark.domain.profile.LineDialogue;
import org.proofmark.domain.profile.LineDialogue.Step;

/// Holds dialogues of lines in one session, one after another.
final class LineConversation {
    private final LineSession session;
    private final Map<String, String> variables;
    private final long began;
    private long position;

    LineConversation(LineSession session, Map<String, String> variables) {
        this.session = session;
        this.variables = new HashMap<>(variables);
        this.began = session.position();
        this.position = began;
    }

    DialogueResult hold(LineDialogue dialogue) {
        int number = 0;
        try {
            for (var step : dialogue.steps()) {
                number++;
                var end = step(step, "step " + number);
                if (end.isPresent()) {
                    return DialogueResult.of(end.get(), "step " + number, variables);
                }
            }
            return unreadable("the dialogue ended without an answer");
        } catch (IOException e) {
            return unreadable(
                    "step "
                            + number
                            + ": "
                            + HttpWire.reason(e)
                            + "; it said last: "
                            + SaidLast.of(session.heardFrom(began), variables));
        } catch (IllegalArgumentException e) {
            return unreadable("step " + number + ": " + e.getMessage());
        }
    }

    private DialogueResult unreadable(String detail) {
        return DialogueResult.of(LoginOutcome.UNREADABLE, detail, variables);
    }

    private Optional<LoginOutcome> step(Step step, String name) throws IOException {
        return switch (step) {
            case Step.Send send -> {
                var text = send.text().render(variables);
                session.write(send.line() ? text + session.lineEnding() : text);
                yield Optional.empty();
            }
            case Step.Await await -> await(await, name);
        };
    }

    private Optional<LoginOutcome> await(Step.Await await, String name) throws IOException {
        var patterns = new ArrayList<Pattern>();
        var outcomes = new ArrayList<Optional<LoginOutcome>>();
        // what refuses stands first: where both begin at one place it is the safer reading
        for (var answer : List.of(Answer.LOCKED, Answer.REFUSED, Answer.ACCEPTED)) {
            for (var pattern : await.answers().getOrDefault(answer, List.of())) {
                patterns.add(pattern);
                outcomes.add(Optional.of(outcome(answer)));
            }
        }
        await.expect()
                .ifPresent(pattern -> {
                    patterns.add(pattern);
                    outcomes.add(Optional.empty());
                });
        return switch (session.await(name, patterns, position, await.limit())) {
            case LineSession.Heard.Found found -> {
                position = found.match().end();
                remember(patterns.get(found.match().pattern()), found.match());
                yield outcomes.get(found.match().pattern());
            }
            case LineSession.Heard.Closed _ ->
                    Optional.of(
                            await.closed()
                                    .map(LineConversation::outcome)
                                    .orElseThrow(() ->
                                            new IOException("the device closed the connection")));
            case LineSession.Heard.InNoise _ ->
                    throw new IOException(
                            "what the profile waits for stands only in a line of the kernel's log"
                                    + " or other noise, so nobody knows whether it is the answer;"
                                    + " where it is, say 'console: {kernel-lines: text}'");
            case LineSession.Heard.Silent _ ->
                    throw new IOException(
                            "nothing that the profile knows came within "
                                    + await.limit().toMillis()
                                    + " ms");
        };
    }

    private void remember(Pattern pattern, Match match) {
        pattern.namedGroups()
                .forEach((name, index) -> variables.put(name, match.groups().get(index)));
    }

    static LoginOutcome outcome(Answer answer) {
        return switch (answer) {
            case ACCEPTED -> LoginOutcome.ACCEPTED;
            case REFUSED -> LoginOutcome.REFUSED;
            case LOCKED -> LoginOutcome.LOCKED;
        };
    }
}
