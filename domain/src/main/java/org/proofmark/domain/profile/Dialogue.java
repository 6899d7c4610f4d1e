package org.proofmark.domain.profile;

/// How to hold one conversation with a device, as data.
public sealed interface Dialogue permits HttpDialogue, LineDialogue {}
