package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Set;
import org.proofmark.domain.scheme.Requirement;

/// What some rules saw, and the requirements that rely on them. A gap keeps these requirements open
/// and no other. Which requirements a violation breaks says [org.proofmark.domain.scheme.Breaches],
/// whichever rule saw it.
///
/// @param examines these rules look at what the requirements ask for; false for what is only
///   needed, such as a run that came to its end
record Feed(Set<Requirement> requirements, boolean examines, List<Problem> problems) {
    Feed {
        requirements = Set.copyOf(requirements);
        problems = List.copyOf(problems);
    }

    /// Rules that look at what these requirements ask for.
    static Feed examining(List<Problem> problems, Requirement... requirements) {
        return new Feed(Set.of(requirements), true, problems);
    }

    /// What these requirements need, and no look at them.
    static Feed neededBy(List<Problem> problems, Requirement... requirements) {
        return new Feed(Set.of(requirements), false, problems);
    }
}
