package org.proofmark.domain.profile;

import java.util.List;

/// Placeholder shape; the steps are defined with the profile format.
public record LineDialogue(List<String> steps) implements Dialogue {
    public LineDialogue {
        steps = List.copyOf(steps);
    }
}
