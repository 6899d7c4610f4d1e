package org.proofmark.domain.profile;

import java.util.Map;
import org.proofmark.domain.observation.Protocol;

/// A documented interface and how one talks with it.
///
/// @param port nominal TCP port, 0 for a UART
/// @param dialogues by purpose: `login`, `use`, `set-up`, `change-password`, `state`, `read`
public record InterfaceSpec(
        InterfaceName name, Protocol protocol, int port, Map<String, Dialogue> dialogues) {
    public InterfaceSpec {
        dialogues = Map.copyOf(dialogues);
    }
}
