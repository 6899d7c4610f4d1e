package org.proofmark.deviceprofiles;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.Answer;
import org.proofmark.domain.profile.LineDialogue;
import org.proofmark.domain.profile.LineDialogue.Step;
import org.proofmark.domain.profile.Template;

/// Reads dialogues of lines.
final class LineReader {
    private static final Duration STEP_LIMIT = Duration.ofSeconds(10);
    private final Problems problems;

    LineReader(Problems problems) {
        this.problems = problems;
    }

    LineDialogue dialogue(YamlNode node, String path) {
        var f = Fields.of(problems, node, path);
        var after = f.scalar("after").map(Scalars::name);
        var steps = f.list("steps", this::step);
        f.end();
        if (steps.isEmpty()) {
            f.refuse("wants 'steps', a list of one or more");
            return new LineDialogue(after, List.of(new Step.Send(new Template("x"), true)));
        }
        if (!(steps.getLast() instanceof Step.Await last
                && last.answers().containsKey(Answer.ACCEPTED))) {
            f.refuse("steps", "the last step wants 'accepted'");
        }
        return new LineDialogue(after, steps);
    }

    private Step step(YamlNode node, String path) {
        var f = Fields.of(problems, node, path);
        if (f.has("send") || f.has("send-raw")) {
            var key = f.oneOf(List.of("send", "send-raw")).orElse("send");
            var step =
                    new Step.Send(f.required(key, "text to send").template(), key.equals("send"));
            sendAlone(f);
            return step;
        }
        var step =
                new Step.Await(
                        f.pattern("expect"),
                        answers(f),
                        f.scalar("closed").map(s -> s.oneOf(Answer.class)),
                        f.duration("limit").orElse(STEP_LIMIT));
        f.end();
        if (step.expect().isEmpty() && step.answers().isEmpty() && step.closed().isEmpty()) {
            f.refuse("wants one of send, send-raw, expect, accepted, refused, locked, closed");
        }
        return step;
    }

    private void sendAlone(Fields f) {
        f.keys().stream()
                .filter(k -> !k.equals("send") && !k.equals("send-raw"))
                .forEach(k ->
                        f.refuse(
                                k,
                                "does not go with send; what is waited for is a step of"
                                        + " its own"));
    }

    private Map<Answer, List<Pattern>> answers(Fields f) {
        var answers = new EnumMap<Answer, List<Pattern>>(Answer.class);
        for (var answer : Answer.values()) {
            var patterns =
                    f.oneOrMore(
                            Scalars.word(answer), (n, p) -> new Scalars(problems, n, p).pattern());
            if (!patterns.isEmpty()) {
                answers.put(answer, patterns);
            }
        }
        return answers;
    }
}
