package org.proofmark.credential.transform;

import java.util.Optional;
import org.proofmark.credential.population.Frame;
import org.proofmark.credential.population.Study;

/// Which part of a password is meant: what stands in the frame of all, or its beginning or end.
///
/// @param frame what all passwords begin and end with
/// @param take 0 for all of the core, a positive count from its beginning, a negative from its end
/// @param lettersAndDigits whether other characters are left out first
public record PasswordPart(Frame frame, int take, boolean lettersAndDigits) {
    /// The part of a password, in lower case; empty where it has none.
    public Optional<String> of(String password) {
        var folded = Study.fold(password);
        if (!frame.holds(folded)) {
            return Optional.empty();
        }
        var core = frame.core(folded);
        if (lettersAndDigits) {
            core = core.replaceAll("[^a-z0-9]", "");
        }
        if (core.isEmpty() || core.length() < Math.abs(take)) {
            return Optional.empty();
        }
        return Optional.of(
                take == 0
                        ? core
                        : take > 0
                                ? core.substring(0, take)
                                : core.substring(core.length() + take));
    }

    /// Whether it is all of what differs.
    public boolean isWhole() {
        return take == 0;
    }

    /// For people.
    public String describe() {
        if (take == 0) {
            return frame.prefix().isEmpty() && frame.suffix().isEmpty()
                    ? "the password"
                    : "what differs between passwords";
        }
        return take > 0
                ? "the first " + take + " characters of what differs between passwords"
                : "the last " + -take + " characters of what differs between passwords";
    }
}
