package org.proofmark.domain.observation;

import org.proofmark.domain.profile.InterfaceProtocol;

/// What an interface speaks.
public enum Protocol {
    HTTP,
    TELNET,
    SSH,
    UART,
    /// None of these, or nobody could tell.
    UNKNOWN;

    /// What a documented interface is said to speak.
    public static Protocol of(InterfaceProtocol documented) {
        return switch (documented) {
            case HTTP -> HTTP;
            case TELNET -> TELNET;
            case SSH -> SSH;
            case UART -> UART;
            case OTHER -> UNKNOWN;
        };
    }
}
