package org.proofmark.domain.profile;

import java.util.List;

/// Placeholder shape; the exchanges are defined with the profile format.
public record HttpDialogue(List<String> exchanges) implements Dialogue {
    public HttpDialogue {
        exchanges = List.copyOf(exchanges);
    }
}
