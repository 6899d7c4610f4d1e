package org.proofmark.domain.profile;

/// What a documented interface speaks.
public enum InterfaceProtocol {
    /// HTTP/1.1, with or without TLS.
    HTTP,
    /// A line of text with telnet's negotiation (RFC 854).
    TELNET,
    /// SSH 2.
    SSH,
    /// The device's console.
    UART,
    /// Something else that takes no password, by the profile's word.
    OTHER
}
