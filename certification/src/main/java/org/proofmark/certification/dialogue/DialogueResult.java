package org.proofmark.certification.dialogue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.observation.LoginOutcome;

/// What came of a dialogue.
///
/// @param detail how the device answered, for people; without secrets
/// @param variables what the dialogue had and extracted: may hold secrets
/// @param retryAfter what a lock-out said of its length
public record DialogueResult(
        LoginOutcome outcome,
        String detail,
        Map<String, String> variables,
        Optional<Duration> retryAfter) {
    public DialogueResult {
        variables = Map.copyOf(variables);
    }

    static DialogueResult of(LoginOutcome outcome, String detail) {
        return new DialogueResult(outcome, detail, Map.of(), Optional.empty());
    }

    static DialogueResult of(LoginOutcome outcome, String detail, Map<String, String> variables) {
        return new DialogueResult(outcome, detail, variables, Optional.empty());
    }

    /// Without the variables.
    @Override
    public String toString() {
        return outcome + " (" + detail + ")";
    }
}
