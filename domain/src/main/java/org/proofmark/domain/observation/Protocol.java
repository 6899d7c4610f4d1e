package org.proofmark.domain.observation;

/// What an interface speaks.
public enum Protocol {
    HTTP,
    TELNET,
    SSH,
    UART,
    UNKNOWN
}
