package org.proofmark.domain.profile;

import java.util.Optional;

/// How to hold one conversation with a device, as data.
public sealed interface Dialogue permits HttpDialogue, LineDialogue {
    /// The purpose of the dialogue that is held first, in the same session.
    Optional<String> after();
}
